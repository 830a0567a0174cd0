package dev.ballast.report.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.report.Page;
import dev.ballast.report.Style;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServeCheckReportTest {
  @Test
  void eachLineOfWhatWasFoundIsALine() {
    Page page = new Page(Style.PLAIN);

    new ServeCheckReport(
            List.of(
                ServeCheckReport.Part.unsound("alerts", "no check \"a\"\nno check \"b\"", "See."),
                ServeCheckReport.Part.sound("vault main", "3 backups")))
        .print(page);

    assertThat(page.toString().lines().map(String::strip))
        .containsExactly(
            "PART        STATE      FOUND",
            "alerts      NOT SOUND  no check \"a\"",
            "no check \"b\"",
            "vault main  sound      3 backups",
            "alerts: See.");
  }
}
