package dev.ballast.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.jdbc.SessionPool;
import dev.ballast.postgres.jdbc.StartupSetting;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.server.ServerError;
import dev.ballast.store.alert.Alert;
import dev.ballast.store.alert.AlertStep;
import dev.ballast.store.alert.AlertTable;
import dev.ballast.store.alert.Condition;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.database.StoreSchema;
import dev.ballast.store.sample.Labels;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Which alert a request means.
class NamedAlertIT {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final UUID FIRST = UUID.fromString("3f0c9a1e-0000-4000-8000-000000000001");
  private static final UUID SECOND = UUID.fromString("3f0c9a1e-0000-4000-8000-000000000002");

  @Test
  void anIdThatIsNotOneOfOneAlertIsRefusedWithThoseItMayMean() {
    try (TemporaryCluster cluster = TemporaryCluster.of(18, Clock.system()).start();
        SessionPool pool =
            SessionPool.of(
                cluster.settings(),
                SessionOptions.onOwnServer("alerts")
                    .withSettings(List.of(new StartupSetting("search_path", StoreSchema.NAME))),
                2)) {
      StoreSchema.migrate(pool.asDataSource());
      AlertTable alerts = new AlertTable(pool);
      alerts.write(
          "shop",
          List.of(raised(FIRST, "disk-full", 0), raised(SECOND, "deadlocks", 60)),
          List.of());

      assertThat(NamedAlert.find(alerts, FIRST.toString(), "alert").check()).isEqualTo("disk-full");
      Fault several = refused(alerts, "3f0c", "incident");
      assertThat(several.getMessage()).isEqualTo("the ids of several incidents begin like that");
      assertThat(several.detail())
          .contains(
              "3f0c9a1e-0000-4000-8000-000000000002  shop: deadlocks is wrong\n"
                  + "3f0c9a1e-0000-4000-8000-000000000001  shop: disk-full is wrong");
      Fault none = refused(alerts, "3f1", "alert");
      assertThat(none.code()).isEqualTo(ServerError.RESOURCE_MISSING);
      assertThat(none.hint()).contains("ballast alert list shows the ids.");
    }
  }

  private static Fault refused(AlertTable alerts, String beginning, String what) {
    return catchThrowableOfType(Fault.class, () -> NamedAlert.find(alerts, beginning, what));
  }

  private static AlertStep raised(UUID id, String check, long second) {
    Instant at = START.plusSeconds(second);
    return new AlertStep(
        AlertStep.Kind.RAISED,
        new Alert(
            id,
            "shop",
            check,
            Labels.NONE,
            Urgency.TICKET,
            at,
            at,
            Optional.empty(),
            0,
            new Condition(1, check + " is wrong", List.of(), List.of()),
            Optional.empty(),
            Optional.empty()),
        at);
  }
}
