package dev.ballast.report.protect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.report.Page;
import dev.ballast.report.Style;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LogSettingsReportTest {
  @Test
  void percentSignsAreDoubledForTheServer() {
    LogSettingsReport report =
        LogSettingsReport.of(
            "/opt/my tools/ballast", List.of("--target", "a b", "--vault", "/srv/100%/"), "");

    assertThat(report.archiveCommand())
        .isEqualTo(
            "test pg_wal/ballast-spool/%f.pushed -nt %p && rm pg_wal/ballast-spool/%f.pushed ||"
                + " \"/opt/my tools/ballast\" wal push --target \"a b\" --vault /srv/100%%/ %p");
    assertThat(report.restoreCommand())
        .isEqualTo(
            "mv pg_wal/ballast-spool/%f %p 2> /dev/null ||"
                + " \"/opt/my tools/ballast\" wal fetch --target \"a b\" --vault /srv/100%%/ %f %p");
  }

  /// In postgresql.conf a quote is doubled, and so is a backslash.
  @Test
  void linesAreValuesOfPostgresqlConf() {
    LogSettingsReport report = LogSettingsReport.of("ballast", List.of(), "/s/a\\b $x");

    Page page = new Page(Style.PLAIN);
    report.print(page);

    assertThat(report.restoreCommand()).startsWith("mv '/s/a\\b $x/%f' %p");
    assertThat(page.toString()).contains("restore_command = 'mv ''/s/a\\\\b $x/%f'' %p");
  }
}
