package dev.ballast.postgres.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.TimelineId;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.SupportedMajors;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.wire.protocol.ReplicationMode;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReplicationConnectionIT {
  private static final ClusterPerMajor CLUSTERS = new ClusterPerMajor();

  @AfterAll
  static void stop() {
    CLUSTERS.close();
  }

  static IntStream majors() {
    return SupportedMajors.all();
  }

  @ParameterizedTest
  @MethodSource("majors")
  void tellsTheServersIdentityAndParameters(int major) {
    TemporaryCluster cluster = CLUSTERS.of(major);
    try (Session session = cluster.session();
        ReplicationConnection connection =
            ReplicationConnection.open(
                cluster.settings(), ReplicationMode.PHYSICAL, "identity", Clock.system())) {
      assertThat(connection.serverVersion().major()).isEqualTo(major);
      SystemIdentity identity = connection.identifySystem();
      assertThat(identity.system().toString())
          .isEqualTo(session.text("SELECT system_identifier::text FROM pg_control_system()"));
      assertThat(identity.timeline()).isEqualTo(new TimelineId(1));
      Lsn insert = Lsn.parse(session.text("SELECT pg_current_wal_insert_lsn()::text"));
      assertThat(identity.flushed()).isLessThanOrEqualTo(insert).isGreaterThan(new Lsn(0));
      assertThat(identity.database()).isEmpty();
      assertThat(connection.show("data_checksums")).isEqualTo("on");
      assertThat(connection.walSegmentSize()).isEqualTo(16 << 20);
      assertThat(session.text("SELECT application_name FROM pg_stat_replication"))
          .isEqualTo("identity");
    }
  }

  @ParameterizedTest
  @MethodSource("majors")
  void keepsServingAfterAnErrorOfTheServer(int major) {
    TemporaryCluster cluster = CLUSTERS.of(major);
    try (ReplicationConnection connection =
        ReplicationConnection.open(
            cluster.settings(), ReplicationMode.DATABASE, "errors", Clock.system())) {
      Fault fault =
          catchThrowableOfType(Fault.class, () -> connection.show("there_is_no_such_parameter"));
      assertThat(fault.code()).isEqualTo(PostgresError.SERVER_ERROR);
      assertThat(fault.detail()).hasValueSatisfying(d -> assertThat(d).contains("42704"));
      assertThatThrownBy(() -> connection.timelineHistory(new TimelineId(7)))
          .isInstanceOf(Fault.class);
      assertThat(connection.identifySystem().database()).contains("postgres");
    }
  }

  @ParameterizedTest
  @MethodSource("majors")
  void createsReadsAndDropsSlots(int major) {
    SlotName name = new SlotName("ballast_1");
    TemporaryCluster cluster = CLUSTERS.of(major);
    try (Session session = cluster.session();
        ReplicationConnection connection =
            ReplicationConnection.open(
                cluster.settings(), ReplicationMode.PHYSICAL, "slots", Clock.system())) {
      connection.createPhysicalSlot(name, false, true);
      Lsn restart = Lsn.parse(session.text("SELECT restart_lsn::text FROM pg_replication_slots"));
      if (major >= 15) {
        PhysicalSlot slot = connection.readSlot(name).orElseThrow();
        assertThat(slot.restartLsn()).contains(restart);
        assertThat(slot.restartTimeline()).contains(new TimelineId(1));
        assertThat(connection.readSlot(new SlotName("absent"))).isEmpty();
      } else {
        Fault fault = catchThrowableOfType(Fault.class, () -> connection.readSlot(name));
        assertThat(fault.code()).isEqualTo(PostgresError.UNSUPPORTED_VERSION);
      }
      connection.dropSlot(name);
      assertThat(session.number("SELECT count(*) FROM pg_replication_slots")).isZero();

      connection.createPhysicalSlot(name, true, false);
      assertThat(session.text("SELECT temporary::text FROM pg_replication_slots"))
          .isEqualTo("true");
    }
  }
}
