package dev.ballast.targets.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.targets.config.AlertSettings.SendRule;
import dev.ballast.targets.config.AlertSettings.SubjectLabel;
import dev.ballast.targets.config.CheckSettings.Change;
import dev.ballast.targets.config.RouteSettings.MailServer;
import dev.ballast.targets.config.RouteSettings.MailTls;
import dev.ballast.targets.config.RouteSettings.PagerDuty;
import dev.ballast.targets.config.RouteSettings.Smtp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertReaderTest {
  @TempDir Path folder;

  @Test
  void routesRulesAndChecksAreRead() throws IOException {
    AlertSettings read =
        read(
            """
            routes:
              duty: {type: pagerduty, key: env:KEY}
              mail:
                type: smtp
                server: mx.example.com
                from: ballast@example.com
                to: [dba@example.com]
            send:
              - to: [duty]
                urgency: [page]
              - to: [mail]
                topics: [locks]
                labels: {database: shop}
                hours: 22:00-02:00
                time-zone: Europe/Vienna
                days: [fri]
            checks:
              connections-near-limit: {raise: 85%, page: 0.99, hold: 2min}
              idle-in-transaction:
                raise: 10min
                targets:
                  shop: {off: a batch holds one each night}
            """);

    assertThat(read.route("duty").orElseThrow().receiver())
        .isInstanceOfSatisfying(
            PagerDuty.class,
            duty -> assertThat(duty.url()).hasToString("https://events.pagerduty.com/v2/enqueue"));
    assertThat(read.route("mail").orElseThrow().receiver())
        .isInstanceOfSatisfying(
            Smtp.class,
            mail ->
                assertThat(mail.server())
                    .isEqualTo(new MailServer("mx.example.com", 587, MailTls.STARTTLS)));
    SendRule night = read.rules().get(1);
    assertThat(night.labels()).containsExactly(new SubjectLabel("database", "shop"));
    assertThat(night.topics()).isEqualTo(Set.of("locks"));
    CheckSettings connections = read.checks().getFirst();
    assertThat(connections.all().raise()).contains(new Figure(0.85, Figure.Unit.SHARE));
    assertThat(connections.all().page()).contains(new Figure(0.99, Figure.Unit.NUMBER));
    assertThat(connections.all().hold()).contains(Duration.ofMinutes(2));
    CheckSettings idle = read.checks().get(1);
    Change atShop = idle.byTarget().getFirst().change().or(idle.all());
    assertThat(atShop.raise()).contains(new Figure(600, Figure.Unit.SECONDS));
    assertThat(atShop.off()).contains("a batch holds one each night");
  }

  /// 2026-12-04 is a Friday; Vienna is an hour ahead of UTC then.
  @Test
  void hoursThatLastPastMidnightBelongToTheDayOnWhichTheyBegan() throws IOException {
    WorkHours hours =
        read("""
                routes:
                  duty: {type: slack, url: env:URL}
                send:
                  - {to: [duty], hours: 22:00-02:00, time-zone: Europe/Vienna, days: [fri]}
                """)
            .rules()
            .getFirst()
            .hours()
            .orElseThrow();

    assertThat(hours.areNow(Instant.parse("2026-12-04T20:59:59Z"))).isFalse();
    assertThat(hours.areNow(Instant.parse("2026-12-04T21:00:00Z"))).isTrue();
    assertThat(hours.areNow(Instant.parse("2026-12-05T00:59:59Z"))).isTrue();
    assertThat(hours.areNow(Instant.parse("2026-12-05T01:00:00Z"))).isFalse();
    assertThat(hours.areNow(Instant.parse("2026-12-03T22:00:00Z"))).isFalse();
  }

  @Test
  void withoutTheSectionNothingIsSent() throws IOException {
    Path file = Files.writeString(folder.resolve("ballast.yaml"), "version: 1\n");

    assertThat(Configuration.read(file).alerts()).isEqualTo(AlertSettings.DEFAULTS);
    assertThat(AlertSettings.DEFAULTS.route("any")).isEqualTo(Optional.empty());
    assertThat(AlertSettings.DEFAULTS.checks()).isEqualTo(List.of());
  }

  @Test
  void theExamplesOfTheGuideAreRead() throws IOException {
    String guide = Files.readString(Path.of("..", "docs", "how-to", "alerts.md"));
    List<String> examples =
        Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
            .matcher(guide)
            .results()
            .map(found -> found.group(1))
            .toList();

    assertThat(examples).hasSize(3);
    for (String example : examples) {
      Path file =
          Files.writeString(
              folder.resolve("ballast.yaml"),
              "version: 1\ntargets:\n  batch: {host: a, user: b}\n  archive: {host: a, user: b}\n"
                  + example);
      assertThat(Configuration.read(file).alerts()).isNotEqualTo(AlertSettings.DEFAULTS);
    }
  }

  private AlertSettings read(String section) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("ballast.yaml"),
            "version: 1\ntargets:\n  shop: {host: a, user: ballast}\nalerts:\n"
                + section.indent(2));
    return Configuration.read(file).alerts();
  }
}
