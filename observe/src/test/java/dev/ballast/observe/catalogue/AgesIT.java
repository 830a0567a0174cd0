package dev.ballast.observe.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.observe.alert.AlertWatch;
import dev.ballast.observe.check.Check;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.Tuning;
import dev.ballast.observe.watch.Attention;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.jdbc.SessionPool;
import dev.ballast.postgres.jdbc.StartupSetting;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.store.alert.AlertTable;
import dev.ballast.store.database.StoreSchema;
import dev.ballast.store.sample.Labels;
import dev.ballast.targets.config.AlertSettings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// A watch of alerts, with a store on a real server, has a family read sooner when an age in it is
/// over its threshold by now.
class AgesIT {
  private static final String SELDOM = "flaw_seldom_used_index";
  private static final Labels INDEX =
      Hand.labels(
          "database", "shop", "schema", "public", "table", "orders", "index", "orders_old_idx");
  private static final Duration USUAL = Duration.ofMinutes(30);
  private static final double THRESHOLD = Duration.ofDays(35).toSeconds();

  @Test
  void aFamilyWhoseAgeHasOutgrownItsThresholdIsReadSooner() {
    try (TemporaryCluster cluster = TemporaryCluster.of(18, Clock.system()).start();
        SessionPool store = store(cluster)) {
      Attention attention = new Attention();
      AtomicReference<Observed> known = new AtomicReference<>(read(60, Duration.ofSeconds(50)));
      Check check = Catalogue.check("unused-index");
      AlertWatch watch =
          new AlertWatch(
              new AlertWatch.Sources(
                  List.of(check),
                  () -> Tuning.of(AlertSettings.DEFAULTS),
                  () -> List.of(known.get())),
              attention,
              new AlertTable(store),
              Clock.system());

      watch.look();
      assertThat(watch.failing()).isEmpty();
      assertThat(attention.cadence(Situation.TARGET, SELDOM, USUAL)).isEqualTo(USUAL);

      known.set(read(60, Duration.ofSeconds(60)));
      watch.look();
      assertThat(attention.cadence(Situation.TARGET, SELDOM, USUAL))
          .isEqualTo(Duration.ofMinutes(1));

      // It was read again. The alert is raised in a day, so that nothing is open yet.
      known.set(read(-1, Duration.ZERO));
      watch.look();
      assertThat(attention.cadence(Situation.TARGET, SELDOM, USUAL)).isEqualTo(USUAL);
    }
  }

  /// An index whose statistics were so many seconds below the threshold when they were read.
  private static Observed read(double below, Duration ago) {
    return Situation.empty()
        .figure(SELDOM, INDEX, "statistics_seconds", THRESHOLD - below)
        .figure(SELDOM, INDEX, "scans", 0)
        .readAt(Situation.NOW.minus(ago))
        .observed();
  }

  private static SessionPool store(TemporaryCluster cluster) {
    SessionPool pool =
        SessionPool.of(
            cluster.settings(),
            SessionOptions.onOwnServer("alerts")
                .withSettings(List.of(new StartupSetting("search_path", StoreSchema.NAME))),
            2);
    StoreSchema.migrate(pool.asDataSource());
    return pool;
  }
}
