package dev.ballast.observe.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ballast.evidence.Clock;
import dev.ballast.observe.collect.Families;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Tls;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TestedPooler;
import dev.ballast.store.sample.Figures;
import dev.ballast.store.sample.Label;
import dev.ballast.store.sample.Labels;
import dev.ballast.targets.config.Endpoint;
import dev.ballast.targets.config.Pooler;
import dev.ballast.targets.secret.PasswordSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A real PgBouncer in front of a server, watched.
@Timeout(300)
class PoolerWatchIT {
  private static final Clock CLOCK = Clock.system();
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Board board = new Board(Families.all(), CLOCK);

  @TempDir private Path folder;

  @Test
  void itsPoolsAndWorkAreWhatWentThroughIt() throws IOException {
    assumeTrue(
        TestedPooler.isInstalled(), "this machine has no PgBouncer (Debian: package pgbouncer)");
    try (TemporaryCluster cluster = TemporaryCluster.of(18, CLOCK).tcp().start();
        TestedPooler bouncer =
            TestedPooler.start(
                folder,
                cluster.settings().port(),
                "ignore_startup_parameters = options\nadmin_users = postgres\n"
                    + "stats_users = postgres\npool_mode = session\nstats_period = 1")) {
      try (Session held =
          Session.open(bouncer.settings(cluster), SessionOptions.onOwnServer("ballast"))) {
        for (int i = 0; i < 7; i++) {
          held.text("SELECT 1");
        }
        Thread watch = start(bouncer.port());
        Labels pool = Labels.of(new Label("database", "postgres"), new Label("user", "postgres"));
        eventually(() -> board.target("pool").orElseThrow().reachedAt().isPresent());
        assertThat(figure("pooler_pool", "clients_active", pool)).isEqualTo(1);
        assertThat(figure("pooler_pool", "servers_active", pool)).isEqualTo(1);
        assertThat(figure("pooler_pool", "clients_waiting", pool)).isZero();
        assertThat(figure("pooler_pool", "longest_wait_seconds", pool)).isZero();
        // The seven, and at the start of the session the driver's own.
        assertThat(figure("pooler_database", "queries", Labels.of("database", "postgres")))
            .isBetween(7.0, 12.0);
        assertThat(figure("pooler_list", "items", Labels.of("list", "used_servers"))).isEqualTo(1);
        watch.interrupt();
        join(watch);
      }
      bouncer.process().destroy();
      eventually(() -> !bouncer.process().isAlive());
      Thread watch = start(bouncer.port());
      eventually(() -> board.target("pool").orElseThrow().unreachable().isPresent());
      watch.interrupt();
      join(watch);
    }
  }

  private Thread start(int port) {
    Pooler pooler =
        new Pooler(
            "pool",
            new Endpoint(
                "127.0.0.1",
                port,
                "pgbouncer",
                "postgres",
                Tls.DISABLED,
                ConnectionSettings.DEFAULT_CONNECT_TIMEOUT),
            new PasswordSource.FromPgPass(Optional.empty(), false));
    return Thread.ofVirtual().start(new PoolerWatch(pooler, Findings.on(board), CLOCK));
  }

  /// Minus one where it is not known.
  private double figure(String family, String metric, Labels labels) {
    FamilyState state = board.target("pool").orElseThrow().family(family).orElseThrow();
    int index = state.family().layout().indexOf(metric);
    return state.latest().stream()
        .flatMap(reading -> reading.entities().stream())
        .filter(f -> f.labels().equals(labels))
        .mapToDouble((Figures f) -> f.value(index))
        .findFirst()
        .orElse(-1);
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void eventually(BooleanSupplier what) {
    long began = CLOCK.nanoTime();
    while (!what.getAsBoolean()) {
      if (CLOCK.since(began).compareTo(PATIENCE) > 0) {
        fail("it did not come about within " + PATIENCE + ": " + board.targets());
      }
      CLOCK.pause(Duration.ofMillis(20));
    }
  }
}
