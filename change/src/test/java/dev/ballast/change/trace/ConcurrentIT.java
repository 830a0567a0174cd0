package dev.ballast.change.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.change.trace.seen.Outcome;
import dev.ballast.change.trace.seen.ScriptTrace;
import dev.ballast.change.trace.seen.StatementTrace;
import dev.ballast.change.trace.seen.Wait;
import dev.ballast.evidence.Clock;
import dev.ballast.postgres.server.TestedMajors;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConcurrentIT {
  static IntStream majors() {
    return TestedMajors.outermost();
  }

  @ParameterizedTest
  @MethodSource("majors")
  void statementsThatCommitByThemselvesAreSeenWhileTheyWait(int major) {
    try (Trace trace = Trace.on(major, TraceOptions.DEFAULT, Clock.system())) {
      assertThat(trace.load(Expectation.resource("TraceIT/schema.sql")).problems()).isEmpty();
      trace.mark();
      List<String> otherwise = new ArrayList<>();
      for (Expectation expected : Expectation.all("ConcurrentIT/statements.txt")) {
        StatementTrace seen =
            trace.run(Scripts.perStatement(expected.statement())).statements().getFirst();
        String told = Told.of(expected.statement(), seen) + waits(seen);
        if (!told.equals(expected.told())) {
          otherwise.add("\n" + expected.told() + "but PostgreSQL " + major + "\n" + told);
        }
        trace.reset();
      }
      assertThat(otherwise).isEmpty();
    }
  }

  private static String waits(StatementTrace trace) {
    return "  waits: locks %d, snapshots %d\n"
        .formatted(
            times(trace, Wait.Kind.TRANSACTIONS_WITH_A_LOCK),
            times(trace, Wait.Kind.TRANSACTIONS_WITH_AN_OLDER_SNAPSHOT));
  }

  private static int times(StatementTrace trace, Wait.Kind kind) {
    return trace.waits().stream()
        .filter(wait -> wait.kind() == kind)
        .mapToInt(Wait::times)
        .findFirst()
        .orElse(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void aFailedBuildLeavesAnIndexBehindAndItIsTold(int major) {
    try (Trace trace = Trace.on(major, TraceOptions.DEFAULT, Clock.system())) {
      trace.load("CREATE TABLE pair (a int); INSERT INTO pair VALUES (1), (1)");

      ScriptTrace seen =
          trace.run(Scripts.perStatement("CREATE UNIQUE INDEX CONCURRENTLY once ON pair (a)"));

      assertThat(seen.statements().getFirst().outcome())
          .isInstanceOfSatisfying(
              Outcome.Failed.class, failed -> assertThat(failed.sqlState()).isEqualTo("23505"));
      assertThat(seen.notes()).anyMatch(note -> note.contains("left the index once invalid"));
    }
  }

  /// An index is locked behind its table, when nothing is in the way any more.
  @Test
  void whichIndexesAReindexLocksIsNotSeen() {
    try (Trace trace = Trace.on(18, TraceOptions.DEFAULT, Clock.system())) {
      trace.load("CREATE SCHEMA s; CREATE TABLE s.t (a int PRIMARY KEY)");

      ScriptTrace seen = trace.run(Scripts.perStatement("REINDEX SCHEMA s"));

      assertThat(seen.statements().getFirst().undecided())
          .containsExactly("locks on indexes: nothing was in the way of these");
    }
  }
}
