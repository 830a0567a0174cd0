package dev.ballast.observe.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.evidence.Fault;
import dev.ballast.observe.catalogue.AllChecks;
import dev.ballast.store.alert.Urgency;
import dev.ballast.targets.TargetsError;
import dev.ballast.targets.config.AlertSettings;
import dev.ballast.targets.config.Configuration;
import dev.ballast.targets.config.Objectives;
import dev.ballast.targets.config.ServiceObjectives;
import dev.ballast.targets.config.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TuningTest {
  @TempDir Path folder;

  private static Check check(String name) {
    return AllChecks.list().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }

  private static Target target(String name, Objectives objectives) {
    Target url = Target.ofUrl("postgresql://watcher@127.0.0.1:5432/postgres");
    return new Target(
        name, url.endpoint(), url.password(), Optional.empty(), objectives, List.of());
  }

  /// A statement is slow from the target's objective on, unless the check itself has a figure.
  @Test
  void anObjectiveIsAThresholdUnlessTheCheckHasItsOwn() throws IOException {
    Objectives defaults = Objectives.DEFAULTS;
    ServiceObjectives service = defaults.service();
    Target slow =
        target(
            "shop",
            new Objectives(
                defaults.proofAge(),
                defaults.recoveryPoint(),
                defaults.recoveryTime(),
                new ServiceObjectives(
                    service.availability(),
                    service.timeWithin(),
                    Duration.ofSeconds(5),
                    service.statements(),
                    List.of())));
    Check check = check("statement-slow");
    Threshold own = Tuning.of(AlertSettings.DEFAULTS).threshold(check, slow);
    assertThat(own.raise()).isEqualTo(5);
    assertThat(own.clear()).isEqualTo(4.5);
    Tuning tuned = Tuning.of(read("statement-slow: {page: 2s}\n"));
    assertThat(tuned.threshold(check, slow).raise()).isEqualTo(1);
    assertThat(tuned.threshold(check, slow).page()).hasValue(2);
  }

  @Test
  void aCheckIsChangedAtATargetBeforeAtAll() throws IOException {
    Tuning tuning =
        Tuning.of(
            read(
                """
                idle-in-transaction:
                  raise: 10min
                  hold: 30s
                  targets:
                    shop: {raise: 20min, urgency: note}
                    night: {off: a batch holds one}
                """));
    Check idle = check("idle-in-transaction");

    // By itself 300 s, well below 60 s: a fifth, which is kept.
    Threshold other = tuning.threshold(idle, target("other", Objectives.DEFAULTS));
    assertThat(other.raise()).isEqualTo(600);
    assertThat(other.clear()).isEqualTo(120);
    assertThat(other.page()).isEqualTo(OptionalDouble.of(3600));
    assertThat(other.hold()).isEqualTo(Duration.ofSeconds(30));
    Threshold shop = tuning.threshold(idle, target("shop", Objectives.DEFAULTS));
    assertThat(shop.raise()).isEqualTo(1200);
    assertThat(shop.urgency()).isEqualTo(Urgency.NOTE);
    assertThat(shop.hold()).isEqualTo(Duration.ofSeconds(30));
    assertThat(tuning.off(idle, "shop")).isEqualTo(Optional.empty());
    assertThat(tuning.off(idle, "night")).contains("a batch holds one");
    assertThat(tuning.threshold(check("key-near-end"), target("shop", Objectives.DEFAULTS)))
        .isEqualTo(check("key-near-end").threshold());
  }

  /// The limits are those of the checks themselves.
  @Test
  void everyFaultIsReported() {
    Fault fault =
        catchThrowableOfType(
            Fault.class,
            () ->
                read(
                    """
                    idle-in-transactoin: {raise: 10min}
                    key-near-end: {raise: 10min}
                    connections-near-limit: {raise: 96%}
                    """));

    assertThat(fault.code()).isEqualTo(TargetsError.CONFIGURATION_INVALID);
    assertThat(fault.detail())
        .contains(
            """
            ballast.yaml:7:5: "idle-in-transactoin" is no check; did you mean \
            "idle-in-transaction"?
            ballast.yaml:8:27: raise of check "key-near-end" must be a share such as 90%, found a \
            duration
            ballast.yaml:9:37: raise is 96.0 %, above 95.0 % from which on the check pages: set \
            page, too""");
  }

  @Test
  void aRuleThatNamesNoTopicOrCheckIsReported() {
    Fault fault =
        catchThrowableOfType(
            Fault.class,
            () ->
                write(
                    """
                    routes:
                      chat: {type: slack, url: env:URL}
                    send:
                      - {to: [chat], topics: [lock], checks: [key-near-ends]}
                    """));

    assertThat(fault.detail())
        .contains(
            """
            ballast.yaml:9:29: an item of topics names "lock", which is no topic; did you mean \
            "locks"?
            ballast.yaml:9:45: an item of checks names "key-near-ends", which is no check; did \
            you mean "key-near-end"?""");
  }

  private AlertSettings read(String checks) throws IOException {
    return write("checks:\n" + checks.indent(2));
  }

  private AlertSettings write(String alerts) throws IOException {
    return Configuration.read(
            Files.writeString(
                folder.resolve("ballast.yaml"),
                "version: 1\ntargets:\n  shop: {host: a, user: b}\n  night: {host: a, user: b}\n"
                    + "alerts:\n"
                    + alerts.indent(2)),
            AllChecks.known())
        .alerts();
  }
}
