package dev.ballast.change.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.evidence.Clock;
import dev.ballast.migrations.MigrationSet;
import dev.ballast.migrations.Tool;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TestedMajors;
import dev.ballast.rules.catalogue.AllRules;
import dev.ballast.rules.catalogue.RuleFolder;
import dev.ballast.rules.lint.Hazard;
import dev.ballast.rules.lint.LintOptions;
import dev.ballast.rules.lint.Linter;
import dev.ballast.rules.lint.Refusal;
import dev.ballast.rules.lint.ScriptReport;
import dev.ballast.rules.lint.UnanalysedPart;
import dev.ballast.sql.script.ScriptPart;
import dev.ballast.sql.script.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is claimed about statements that PostgreSQL refuses, compared with what servers do, over
/// generated neighbours of the rules' scripts. A certain refusal is one, with the SQLSTATE that is
/// named; what is refused and not claimed is one of [Unclaimed], which gives the reason.
@Execution(ExecutionMode.CONCURRENT)
class RefusalIT {
  /// A syntax error, which the parser finds as the server does.
  private static final String SYNTAX = "42601";

  static IntStream majors() {
    return TestedMajors.newest();
  }

  @ParameterizedTest
  @MethodSource("majors")
  void whatIsClaimedToBeRefusedIsRefusedByTheServer(int major) {
    Comparison comparison = new Comparison(major);
    try (RefusalServer server = new RefusalServer(cluster(major), shop())) {
      Stream.concat(Neighbours.of(major).stream(), ScriptNeighbours.of(major).stream())
          .forEach(neighbour -> comparison.compare(neighbour, server.run(neighbour)));
      server.broken().forEach(each -> comparison.wrong.add("a history does not run: " + each));
    }

    assertThat(comparison.wrong).as("on PostgreSQL %d", major).isEmpty();
    assertThat(comparison.agreed).as("refusals that were claimed").isGreaterThan(400);
  }

  private static List<String> shop() {
    return SafeRun.statements(RuleFolder.shop().up().script().source().text());
  }

  private static TemporaryCluster cluster(int major) {
    return TemporaryCluster.of(major, Clock.system()).setting("autovacuum", "off").start();
  }

  /// For one major.
  private static final class Comparison {
    private final int major;
    private final KnownSchema shop;
    private final List<String> wrong = new ArrayList<>();
    private int agreed;

    Comparison(int major) {
      this.major = major;
      this.shop = KnownSchema.after(RuleFolder.shop().up().script());
    }

    /// Statement by statement, up to the first that the server refuses.
    void compare(Neighbour neighbour, RefusalServer.Answer answer) {
      ScriptReport report = judge(neighbour);
      List<Span> spans = report.script().script().parts().stream().map(ScriptPart::span).toList();
      for (int i = 0; i < spans.size() && i <= answer.done(); i++) {
        Optional<RefusalServer.Refused> error =
            i == answer.done() ? answer.error() : Optional.empty();
        statement(neighbour, claims(report, spans.get(i)), error);
      }
    }

    private void statement(
        Neighbour neighbour, List<Refusal> claims, Optional<RefusalServer.Refused> error) {
      List<String> certain =
          claims.stream()
              .filter(Refusal.Certain.class::isInstance)
              .map(Refusal::sqlState)
              .distinct()
              .toList();
      if (error.isEmpty()) {
        if (!certain.isEmpty()) {
          wrong.add("claimed " + certain + " and ran: " + neighbour);
        }
      } else if (certain.contains(error.get().sqlState())) {
        agreed++;
      } else if (Unclaimed.namesNothing(error.get())) {
        // An error of the neighbour, which comes before any other.
        return;
      } else if (!certain.isEmpty()) {
        wrong.add("claimed " + certain + " and was " + error.get() + ": " + neighbour);
      } else if (claims.isEmpty() && Unclaimed.reason(neighbour, error.get()).isEmpty()) {
        wrong.add("refused and not claimed: " + error.get() + ": " + neighbour);
      }
    }

    private static List<Refusal> claims(ScriptReport report, Span span) {
      List<Refusal> claims = new ArrayList<>();
      for (Hazard hazard : report.hazards()) {
        if (isIn(hazard.span(), span)) {
          hazard.refusal().ifPresent(claims::add);
        }
      }
      for (UnanalysedPart part : report.unanalysed()) {
        if (part.syntaxError() && isIn(part.span(), span)) {
          claims.add(new Refusal.Certain(SYNTAX));
        }
      }
      return claims;
    }

    private static boolean isIn(Span part, Span whole) {
      return part.start() >= whole.start() && part.start() < whole.end();
    }

    private ScriptReport judge(Neighbour neighbour) {
      return new Linter(AllRules.catalogue(), LintOptions.of(major), shop)
          .check(
              new MigrationSet(
                  Tool.PLAIN_SQL, List.of(neighbour.before(), neighbour.judged()), List.of()))
          .scripts()
          .getLast();
    }
  }
}
