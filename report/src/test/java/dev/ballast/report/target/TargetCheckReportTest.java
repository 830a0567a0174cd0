package dev.ballast.report.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Finding;
import dev.ballast.evidence.Severity;
import dev.ballast.evidence.Verdict;
import dev.ballast.postgres.ServerVersion;
import dev.ballast.report.Page;
import dev.ballast.report.Style;
import dev.ballast.targets.check.TargetCheckResult;
import dev.ballast.targets.check.TargetReport;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TargetCheckReportTest {
  private static final Finding SPARE =
      new Finding("tablespaces", Severity.INFO, "fast", "a tablespace", Optional.empty());
  private static final Finding WEAK =
      new Finding(
          "fsync",
          Severity.WARNING,
          "fsync",
          "fsync is off",
          Optional.of("ALTER SYSTEM SET fsync = on;\nSELECT pg_reload_conf();"));

  @Test
  void theGravestComesFirstAndEachIsFollowedByWhatMendsIt() {
    Page page = new Page(Style.PLAIN);

    report(
            Severity.WARNING,
            check(Verdict.proved()),
            check(Verdict.proved(), SPARE),
            check(Verdict.refuted("off"), WEAK),
            check(Verdict.undecided("the role may not see it")))
        .print(page);

    assertThat(page.toString())
        .isEqualTo(
            """
            shop: ballast@db1:5432/postgres, PostgreSQL 18.6
            4 checks: 2 proved, 1 refuted, 1 undecided

            WARNING    fsync  fsync
                fsync is off
                to fix it:
                    ALTER SYSTEM SET fsync = on;
                    SELECT pg_reload_conf();

            INFO       tablespaces  fast
                a tablespace

            UNDECIDED  the role may not see it
                id
            """);
  }

  @Test
  void theThresholdDecidesAndUndecidedChecksAlwaysCount() {
    assertThat(exit(Severity.WARNING, check(Verdict.proved(), SPARE))).isEqualTo(ExitCode.DONE);
    assertThat(exit(Severity.INFO, check(Verdict.proved(), SPARE))).isEqualTo(ExitCode.FOUND);
    assertThat(exit(Severity.WARNING, check(Verdict.refuted("off"), WEAK)))
        .isEqualTo(ExitCode.FOUND);
    assertThat(exit(Severity.ERROR, check(Verdict.refuted("off"), WEAK))).isEqualTo(ExitCode.DONE);
    assertThat(exit(Severity.ERROR, check(Verdict.undecided("dark")))).isEqualTo(ExitCode.FOUND);
  }

  @Test
  void aTargetWithoutASessionIsUnreachable() {
    TargetReport dark =
        new TargetReport("shop", "ballast@db1:5432/postgres", Optional.empty(), List.of());

    assertThat(TargetCheckReport.of(List.of(dark), Severity.ERROR).exit())
        .isEqualTo(ExitCode.UNREACHABLE);
  }

  private static ExitCode exit(Severity threshold, TargetCheckResult check) {
    return report(threshold, check).exit();
  }

  private static TargetCheckReport report(Severity threshold, TargetCheckResult... checks) {
    return TargetCheckReport.of(
        List.of(
            new TargetReport(
                "shop",
                "ballast@db1:5432/postgres",
                Optional.of(new ServerVersion(180006)),
                List.of(checks))),
        threshold);
  }

  private static TargetCheckResult check(Verdict verdict, Finding... findings) {
    return new TargetCheckResult("id", "claim", verdict, List.of(findings));
  }
}
