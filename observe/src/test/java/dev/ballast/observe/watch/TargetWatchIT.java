package dev.ballast.observe.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.observe.collect.archiver.ArchiverFamily;
import dev.ballast.observe.collect.prepared.PreparedFamily;
import dev.ballast.observe.family.Family;
import dev.ballast.observe.family.Provider;
import dev.ballast.observe.text.TextPolicy;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.targets.config.Target;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Servers that look like a provider's, since they have its setting or its function.
class TargetWatchIT {
  private static final Clock CLOCK = Clock.system();
  private static final List<Family<?>> FAMILIES =
      List.of(new ArchiverFamily(), new PreparedFamily());

  @Test
  void providersAreRecognisedAndWhatMeansNothingThereIsLeftOut() {
    try (TemporaryCluster cluster =
            TemporaryCluster.of(18, CLOCK).tcp().setting("rds.extensions", "none").start();
        Session owner = cluster.session()) {
      Target target =
          Target.ofUrl(
              "postgresql://postgres@127.0.0.1:%d/postgres".formatted(cluster.settings().port()));
      TargetState rds = watch(target);
      assertThat(rds.server().orElseThrow().provider()).isEqualTo(Provider.RDS);
      assertThat(rds.family("archiver").orElseThrow().latest()).isPresent();

      owner.execute("SET allow_system_table_mods = on");
      owner.execute(
          "CREATE FUNCTION pg_catalog.aurora_version() RETURNS text LANGUAGE sql AS $$SELECT '3'$$");
      TargetState aurora = watch(target);
      assertThat(aurora.server().orElseThrow().provider()).isEqualTo(Provider.AURORA);
      assertThat(aurora.family("archiver").orElseThrow().latest()).isEmpty();
      assertThat(aurora.family("prepared").orElseThrow().latest()).isPresent();
    }
  }

  private static TargetState watch(Target target) {
    Board board = new Board(FAMILIES, CLOCK);
    try (FleetWatch watch =
        FleetWatch.start(
            List.of(target),
            new WatchPlan(
                FAMILIES, List.of(), family -> Duration.ofSeconds(10), TextPolicy.WITHOUT_LITERALS),
            Findings.on(board),
            CLOCK)) {
      watch.awaitPasses(1, Duration.ofMinutes(2));
    }
    return board.target(target.name()).orElseThrow();
  }
}
