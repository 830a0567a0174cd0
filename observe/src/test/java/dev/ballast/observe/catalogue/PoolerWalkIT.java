package dev.ballast.observe.catalogue;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.observe.alert.AlertWatch;
import dev.ballast.observe.check.Check;
import dev.ballast.observe.check.Look;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.collect.Families;
import dev.ballast.observe.watch.Board;
import dev.ballast.observe.watch.Findings;
import dev.ballast.observe.watch.PoolerWatch;
import dev.ballast.observe.watch.TargetState;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Tls;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TestedPooler;
import dev.ballast.targets.config.Endpoint;
import dev.ballast.targets.config.Pooler;
import dev.ballast.targets.secret.PasswordSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The checks of poolers with a real PgBouncer, whose one pool has one connection.
class PoolerWalkIT {
  private static final Clock CLOCK = Clock.system();
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final Board board = new Board(Families.all(), CLOCK);

  @TempDir private Path folder;

  @Test
  void faultsOfAPoolerAreFound() throws IOException {
    assumeTrue(
        TestedPooler.isInstalled(), "this machine has no PgBouncer (Debian: package pgbouncer)");
    try (TemporaryCluster cluster = TemporaryCluster.of(18, CLOCK).tcp().start();
        TestedPooler bouncer =
            TestedPooler.start(
                folder,
                cluster.settings().port(),
                "ignore_startup_parameters = options\nadmin_users = postgres\n"
                    + "stats_users = postgres\npool_mode = session\ndefault_pool_size = 1\n"
                    // Nobody reads what it writes.
                    + "log_connections = 0\nlog_disconnections = 0\nlog_pooler_errors = 0")) {
      Pooler pooler = pooler(bouncer.port());
      AtomicBoolean over = new AtomicBoolean();
      List<Thread> clients = new ArrayList<>();
      try (Session _ =
          Session.open(bouncer.settings(cluster), SessionOptions.onOwnServer("ballast"))) {
        for (String check : PoolerFixtures.CHECKS) {
          until(check + " is silent", pooler, check, look -> over(look, check).isEmpty());
        }
        for (int i = 0; i < 6; i++) {
          clients.add(Thread.ofVirtual().start(() -> wait(bouncer.settings(cluster), over)));
        }
        for (String check : List.of("pooler-clients-waiting", "pooler-pool-exhausted")) {
          until(check + " fires", pooler, check, look -> !over(look, check).isEmpty());
        }
        over.set(true);
      }
      // Asked to end it would wait for its clients.
      bouncer.process().destroyForcibly();
      until(
          "it cannot be reached",
          pooler,
          "pooler-unreachable",
          look -> !over(look, "pooler-unreachable").isEmpty());
      new Scene.Crowd(List.of(), clients).await();
    }
  }

  /// A client that asks again when it has waited in vain.
  private static void wait(ConnectionSettings settings, AtomicBoolean over) {
    while (!over.get()) {
      try (Session session = Session.open(settings, SessionOptions.onOwnServer("ballast"))) {
        session.text("SELECT 1");
      } catch (Fault fault) {
        CommonError.keepInterrupt(fault);
      }
    }
  }

  /// A watch reads at once when it begins, and then every ten seconds.
  private TargetState pass(Pooler pooler) {
    Optional<TargetState> before = board.target("pool");
    Thread watch = Thread.ofVirtual().start(new PoolerWatch(pooler, Findings.on(board), CLOCK));
    long began = CLOCK.nanoTime();
    TargetState state = board.target("pool").orElseThrow();
    while (!isOther(before, state)) {
      if (CLOCK.since(began).compareTo(PATIENCE) > 0) {
        fail("the pooler was not read: " + state);
      }
      CLOCK.pause(Duration.ofMillis(10));
      state = board.target("pool").orElseThrow();
    }
    watch.interrupt();
    new Scene.Crowd(List.of(), List.of(watch)).await();
    return state;
  }

  /// Whether a pass ended, or failed, since.
  private static boolean isOther(Optional<TargetState> before, TargetState state) {
    return !before.flatMap(TargetState::reachedAt).equals(state.reachedAt())
        || (state.unreachable().isPresent()
            && !before.flatMap(TargetState::unreachable).equals(state.unreachable()));
  }

  private static Pooler pooler(int port) {
    return new Pooler(
        "pool",
        new Endpoint(
            "127.0.0.1",
            port,
            "pgbouncer",
            "postgres",
            Tls.DISABLED,
            ConnectionSettings.DEFAULT_CONNECT_TIMEOUT),
        new PasswordSource.FromPgPass(Optional.empty(), false));
  }

  private static List<?> over(Look look, String name) {
    return Walk.over(look, Catalogue.check(name).threshold());
  }

  /// What is awaited of a look.
  @FunctionalInterface
  private interface Wanted {
    boolean is(Look look);
  }

  private void until(String what, Pooler pooler, String name, Wanted wanted) {
    Check check = Catalogue.check(name);
    long began = CLOCK.nanoTime();
    while (true) {
      TargetState state = pass(pooler);
      Look look = AlertWatch.judged(check, Observed.ofPooler(pooler, state, CLOCK.now()));
      if (look instanceof Look.Found && wanted.is(look)) {
        return;
      }
      if (CLOCK.since(began).compareTo(PATIENCE) > 0) {
        fail(
            "it was awaited in vain that %s; the last look: %s; %s"
                .formatted(what, look, state.unreachable()));
      }
      CLOCK.pause(Duration.ofMillis(50));
    }
  }
}
