package dev.ballast.targets.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.targets.TargetsError;
import dev.ballast.targets.config.Figure.Unit;
import dev.ballast.targets.config.KnownCheck.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What is wrong in what a file says about alerts and tickets.
class AlertFaultsTest {
  private static final Figures SECONDS =
      new Figures(Set.of(Unit.SECONDS), "a duration such as 10min", f -> text("%.0f s", f));
  private static final Figures SHARES =
      new Figures(
          Set.of(Unit.SHARE, Unit.NUMBER),
          "a share such as 90%",
          figure -> text("%.1f %%", figure * 100));
  private static final KnownChecks CHECKS =
      KnownChecks.of(
          () ->
              List.of(
                  new KnownCheck(
                      "idle-in-transaction",
                      "locks",
                      SECONDS,
                      300,
                      OptionalDouble.of(3600),
                      Set.of("pid", "user")),
                  new KnownCheck(
                      "key-near-end",
                      "schema",
                      SHARES,
                      0.5,
                      OptionalDouble.empty(),
                      Set.of("database", "table")),
                  new KnownCheck(
                      "connections-near-limit",
                      "connections",
                      SHARES,
                      0.8,
                      OptionalDouble.of(0.95),
                      Set.of())));

  @TempDir Path folder;

  static Stream<Arguments> alerts() {
    return Stream.of(
        Arguments.of(
            "routes of every type",
            """
            version: 1
            alerts:
              routes:
                hook: {type: webhook, url: 'http://a/x', authorization: env:A}
                chat: {type: slack, url: https://hooks.slack.com/services/T/B/secret}
                Duty: {type: pager, key: env:K}
                mail: {type: smtp, server: mx, tls: none, user: u, from: a, to: []}
            """,
            """
            ballast.yaml:2:1: missing key "send" of "alerts"
            ballast.yaml:4:61: a secret is sent by https or to this machine only
            ballast.yaml:5:30: url: a secret is given by reference: env:NAME, file:PATH or \
            command:PROGRAM ARGUMENTS
            ballast.yaml:6:5: the name "Duty" must be 1 to 63 lower-case letters, digits, hyphens \
            and underscores, with a letter or digit at both ends
            ballast.yaml:6:18: type must be one of webhook, slack, pagerduty, alertmanager, smtp
            ballast.yaml:7:5: missing key "password" of "mail"
            ballast.yaml:7:41: mail is sent without TLS within this machine only
            ballast.yaml:7:62: from must be an address such as dba@example.com
            ballast.yaml:7:69: to names nobody"""),
        Arguments.of(
            "rules",
            """
            version: 1
            targets:
              shop: {host: a, user: ballast}
            alerts:
              routes:
                chat: {type: slack, url: env:URL}
              send:
                - {to: [chatt], urgency: [urgent], targets: [shp], hours: 8-18}
                - {topics: [locks], days: [mon, freitag]}
            """,
            """
            ballast.yaml:8:7: missing key "time-zone"
            ballast.yaml:8:13: an item of to names "chatt", which is no route; did you mean "chat"?
            ballast.yaml:8:31: an item of urgency must be one of note, ticket, page
            ballast.yaml:8:50: an item of targets names "shp", which is no target; did you mean "shop"?
            ballast.yaml:8:63: hours must be two times of day, as in 22:00-06:00
            ballast.yaml:9:7: missing key "to"
            ballast.yaml:9:31: days is read only with hours
            ballast.yaml:9:37: an item of days must be one of mon, tue, wed, thu, fri, sat, sun"""),
        Arguments.of(
            "checks",
            """
            version: 1
            targets:
              shop: {host: a, user: ballast}
            alerts:
              checks:
                idle-in-transaction: {raise: soon, hold: 31d, off: ''}
                key-near-end:
                  rase: 0.9
                  targets:
                    shp: {page: [1]}
            """,
            """
            ballast.yaml:6:34: raise must be a number, a share such as 90%, a duration such as \
            10min, or a size such as 16GB
            ballast.yaml:6:46: hold must be from 0s to 30d
            ballast.yaml:6:56: off must not be empty
            ballast.yaml:8:7: unknown key "rase", did you mean "raise"?
            ballast.yaml:10:9: "shp" is no target; did you mean "shop"?
            ballast.yaml:10:21: page must be a figure such as 90%, found a list"""));
  }

  static Stream<Arguments> figures() {
    return Stream.of(
        Arguments.of(
            "figures that a check cannot have",
            """
            version: 1
            targets:
              shop: {host: a, user: ballast}
            alerts:
              checks:
                idle-in-transactoin: {raise: 10min}
                key-near-end: {raise: 10min, clear: 0}
                connections-near-limit: {raise: 96%}
                idle-in-transaction:
                  raise: 1min
                  clear: 2min
                  targets:
                    shop: {page: 30s}
            """,
            """
            ballast.yaml:6:5: "idle-in-transactoin" is no check; did you mean \
            "idle-in-transaction"?
            ballast.yaml:7:27: raise of check "key-near-end" must be a share such as 90%, found a \
            duration
            ballast.yaml:7:41: clear must be more than 0, below which no figure is
            ballast.yaml:8:37: raise is 96.0 %, above 95.0 % from which on the check pages: set \
            page, too
            ballast.yaml:11:14: clear is 120 s, above 60 s from which on the alert is raised
            ballast.yaml:13:22: page is 30 s, below 60 s from which on the alert is raised"""),
        Arguments.of(
            "a percent sign that was left out, and 0",
            """
            version: 1
            targets:
              shop: {host: a, user: ballast, objectives: {availability: 99.95, time-within: "99.95"}}
            alerts:
              checks:
                key-near-end: {raise: 0}
                connections-near-limit: {page: 97}
            """,
            """
            ballast.yaml:3:61: availability must be from 50% to 99.999%, written with a percent \
            sign as in 99.95%
            ballast.yaml:3:81: time-within must be from 50% to 99.999%, written with a percent \
            sign as in 99.95%
            ballast.yaml:6:27: raise must be more than 0, which every figure reaches
            ballast.yaml:7:36: page would be 9700.0 %: a share is written with a percent sign, as \
            in 90%"""));
  }

  static Stream<Arguments> names() {
    return Stream.of(
        Arguments.of(
            "names that there are not, in every section, and a fault of another kind",
            """
            version: 1
            targets:
              shop: {host: a}
            poolers:
              pool: {host: a, user: stats}
            tickets:
              owners:
                - {owner: dba, check: deadlock, target: shpo}
                - {owner: web, target: pool}
            alerts:
              routes:
                chat: {type: slack, url: env:URL}
              send:
                - {to: [chat, chat], topics: [lock], checks: [key-near-ends], targets: [shop]}
                - {to: [], urgency: [pages]}
            """,
            """
            ballast.yaml:3:3: missing key "user" of "shop"
            ballast.yaml:8:27: check names "deadlock", which is no check; there is \
            connections-near-limit, idle-in-transaction, key-near-end
            ballast.yaml:8:45: target names "shpo", which is no target; did you mean "shop"?
            ballast.yaml:14:19: to has this item twice, first in line 14, column 13
            ballast.yaml:14:35: an item of topics names "lock", which is no topic; did you mean \
            "locks"?
            ballast.yaml:14:51: an item of checks names "key-near-ends", which is no check; did \
            you mean "key-near-end"?
            ballast.yaml:15:12: to names no route
            ballast.yaml:15:26: an item of urgency must be one of note, ticket, page; did you mean \
            "page"?"""),
        Arguments.of(
            "labels that no alert of the rule has",
            """
            version: 1
            alerts:
              routes:
                chat: {type: slack, url: env:URL}
              send:
                - {to: [chat], labels: {databse: shop}}
                - {to: [chat], labels: {table: t}, checks: [idle-in-transaction]}
            """,
            """
            ballast.yaml:6:38: "databse" is no label; did you mean "database"?
            ballast.yaml:7:36: "table" is no label; there is pid, user"""),
        Arguments.of(
            "no rule at all",
            """
            version: 1
            alerts:
              routes:
                chat: {type: slack, url: env:URL}
              send: []
            """,
            "ballast.yaml:5:9: send has no rule, so that nobody would be notified"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"alerts", "figures", "names"})
  void everyFaultIsReportedWithItsPlace(String what, String yaml, String lines) throws IOException {
    Fault fault = refused(yaml);

    assertThat(fault.detail()).as(what).contains(lines);
    assertThat(fault.code()).isEqualTo(TargetsError.CONFIGURATION_INVALID);
    assertThat(fault.code().exit()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void aFileThatIsReadForAnotherReasonMayNameAnyCheck() throws IOException {
    Path file = write("version: 1\nalerts:\n  checks:\n    of-tomorrow: {raise: 1}\n");

    assertThat(Configuration.read(file).alerts().checks()).hasSize(1);
    assertThat(catchThrowableOfType(Fault.class, () -> Configuration.read(file, CHECKS)).detail())
        .contains(
            "ballast.yaml:4:5: \"of-tomorrow\" is no check; there is connections-near-limit,"
                + " idle-in-transaction, key-near-end");
  }

  private Fault refused(String yaml) throws IOException {
    Path file = write(yaml);
    return catchThrowableOfType(Fault.class, () -> Configuration.read(file, CHECKS));
  }

  private Path write(String yaml) throws IOException {
    return Files.writeString(folder.resolve("ballast.yaml"), yaml);
  }

  private static String text(String pattern, double figure) {
    return String.format(Locale.ROOT, pattern, figure);
  }
}
