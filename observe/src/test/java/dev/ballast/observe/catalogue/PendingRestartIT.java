package dev.ballast.observe.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.observe.check.Symptom;
import dev.ballast.observe.family.ServerFacts;
import dev.ballast.observe.inventory.SettingKind;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.store.inventory.Item;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A setting of the command line, and one of the files, both changed in the files.
class PendingRestartIT {
  private static final Clock CLOCK = Clock.system();
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.TestedMajors#outermost")
  void whatTheCommandLineOverridesWaitsForNoRestart(int major) {
    try (TemporaryCluster cluster =
            TemporaryCluster.of(major, CLOCK).setting("max_connections", "40").start();
        Session owner = cluster.session()) {
      owner.execute("ALTER SYSTEM SET max_connections = 70");
      owner.execute("ALTER SYSTEM SET max_locks_per_transaction = 70");
      owner.text("SELECT pg_reload_conf()::text");

      List<Item> settings = settings(owner);

      assertThat(settings)
          .as("the server says so of both")
          .filteredOn(item -> item.attribute("pending_restart").isPresent())
          .extracting(Item::key)
          .contains("max_connections", "max_locks_per_transaction");
      Situation situation = Situation.empty();
      settings.forEach(item -> situation.item("setting", item));
      assertThat(Catalogue.check("setting-pending-restart").look(situation.observed()).symptoms())
          .extracting(PendingRestartIT::setting)
          .containsExactly("max_locks_per_transaction");
    }
  }

  private static String setting(Symptom symptom) {
    return symptom.subject().all().getFirst().value();
  }

  /// When the reload has come to this session.
  private static List<Item> settings(Session owner) {
    ServerFacts facts = new ServerFacts(owner.version(), "1", Instant.EPOCH, false);
    long began = CLOCK.nanoTime();
    while (true) {
      List<Item> settings = new SettingKind().read(owner, facts);
      if (settings.stream().anyMatch(item -> item.attribute("pending_restart").isPresent())
          || CLOCK.since(began).compareTo(PATIENCE) > 0) {
        return settings;
      }
      CLOCK.pause(Duration.ofMillis(50));
    }
  }
}
