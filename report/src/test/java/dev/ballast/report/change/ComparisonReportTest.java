package dev.ballast.report.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Verdict;
import dev.ballast.report.Harmless;
import dev.ballast.report.Page;
import dev.ballast.report.Style;
import dev.ballast.report.change.ComparedFigure.Unit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ComparisonReportTest {
  @Test
  void theTableSaysWhichIsBetterAndByWhat() {
    RehearsalReport broken = OneRehearsal.broken();

    assertThat(
            text(
                ComparisonReport.of(
                    new ComparisonReport.Way("at-once.sql", broken),
                    new ComparisonReport.Way("in-steps.sql", cheap(broken)))))
        .isEqualTo(
            """
            at-once.sql
              ACCESS EXCLUSIVE on orders for 4.1 s (38 GB rewritten), 41 GB of WAL
              REFUTED: breaks the policy
              evidence: entry 12: ballast evidence show 12
            in-steps.sql
              no lock that readers or writers wait for
              proved: within the policy
              evidence: entry 13: ballast evidence show 13

                                          at-once.sql  in-steps.sql  LESS
            longest blocking              4.1 s        0.0 ms        in-steps.sql by 4.1 s
            forwards                      4.2 s        8.4 s         at-once.sql by 4.2 s, 2.0 times less
            WAL                           41 GB        40 GB         no difference
            disk at its worst moment      76 GB        not measured  undecided
            standby lag                   90 s         not measured  undecided
            p99 of the traffic during it  12 ms        not measured  undecided
            statements waiting during it  1270         not measured  undecided

            clone      shop-3f9a1c5e
            run again  ballast change rehearse db/7.sql
            """);
  }

  @Test
  void itIsDoneWhereOneOfThemMayRun() {
    RehearsalReport broken = OneRehearsal.broken();

    assertThat(both(broken, broken).exit()).isEqualTo(ExitCode.FOUND);
    assertThat(both(broken, cheap(broken)).exit()).isEqualTo(ExitCode.DONE);
    assertThat(both(cheap(broken), broken).exit()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void unknownIsNeverZero() {
    ComparedFigure figure =
        new ComparedFigure("WAL", Unit.BYTES, OptionalLong.empty(), OptionalLong.of(0));

    assertThat(figure.better("a", "b")).isEqualTo("undecided");
    assertThat(figure.text(figure.first())).isEqualTo("not measured");
  }

  @Test
  void whatIsNotSeenIsShown() {
    for (int round = 0; round < 40; round++) {
      HostileText words = new HostileText(round);
      RehearsalReport report = OneRehearsal.of(_ -> words.next());

      Harmless.text(
          text(
              ComparisonReport.of(
                  new ComparisonReport.Way(words.next(), report),
                  new ComparisonReport.Way(words.next(), report))));
    }
  }

  private static ComparisonReport both(RehearsalReport first, RehearsalReport second) {
    return ComparisonReport.of(
        new ComparisonReport.Way("a", first), new ComparisonReport.Way("b", second));
  }

  /// Takes twice as long and keeps nobody waiting; nothing but the scripts was measured.
  private static RehearsalReport cheap(RehearsalReport one) {
    ScriptRun up = one.measured().scripts().getFirst();
    ScriptRun slow =
        new ScriptRun(
            up.file(),
            up.direction(),
            up.took().map(took -> took.multipliedBy(2)),
            up.stopped(),
            up.blocking(),
            up.statements());
    return new RehearsalReport(
        "no lock that readers or writers wait for",
        Verdict.proved(),
        one.policy(),
        one.rollback(),
        one.derived(),
        new RehearsalFigures(
            Optional.of(Duration.ZERO),
            List.of(slow),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            OptionalLong.of(40L << 30),
            OptionalLong.empty()),
        List.of(),
        one.place(),
        one.change(),
        one.problems(),
        one.notes(),
        new RehearsalReport.Ending(Optional.of(13L), true, ""),
        Optional.empty(),
        Optional.empty());
  }

  private static String text(ComparisonReport report) {
    Page page = new Page(Style.PLAIN);
    report.print(page);
    return page.toString();
  }
}
