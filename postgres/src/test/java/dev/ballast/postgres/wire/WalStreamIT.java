package dev.ballast.postgres.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.TimelineId;
import dev.ballast.postgres.WalSegment;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.StopMode;
import dev.ballast.postgres.server.SupportedMajors;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.wire.WalStreamEnd.EndOfTimeline;
import dev.ballast.postgres.wire.protocol.ReplicationMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WalStreamIT {
  private static final int SEGMENT = 16 << 20;
  private static final TimelineId FIRST = new TimelineId(1);
  private static final TimelineId SECOND = new TimelineId(2);
  private static final TimelineId THIRD = new TimelineId(3);
  private static final SlotName SLOT = new SlotName("stream");

  private static final ClusterPerMajor CLUSTERS =
      new ClusterPerMajor(builder -> builder.setting("wal_sender_timeout", "0"));

  @AfterAll
  static void stop() {
    CLUSTERS.close();
  }

  static IntStream majors() {
    return SupportedMajors.all();
  }

  private static Lsn segmentStart(Lsn lsn) {
    return WalSegment.containing(FIRST, lsn, SEGMENT).start();
  }

  @ParameterizedTest
  @MethodSource("majors")
  void bringsTheServersWalByteForByteAndStopsInOrder(int major) throws IOException {
    TemporaryCluster cluster = CLUSTERS.of(major);
    try (Session session = cluster.session();
        ReplicationConnection connection =
            ReplicationConnection.open(
                cluster.settings(), ReplicationMode.PHYSICAL, "stream", Clock.system())) {
      connection.createPhysicalSlot(SLOT, false, true);
      session.execute("CREATE TABLE IF NOT EXISTS t (id int)");
      Lsn start = segmentStart(connection.identifySystem().flushed());
      WalStream stream = connection.startPhysical(Optional.of(SLOT), start, FIRST);
      try (Receiving receiving = Receiving.of(stream, start)) {
        session.execute("INSERT INTO t SELECT generate_series(1, 100000)");
        Lsn written = Lsn.parse(session.text("SELECT pg_current_wal_flush_lsn()::text"));
        receiving.awaitReceived(written);
        stream.confirm(written, written);
        session.execute("SELECT 1");
        stream.stop();

        WalStreamEnd end = receiving.end();

        assertThat(end).isInstanceOf(WalStreamEnd.Stopped.class);
        assertThat(end.received()).isGreaterThanOrEqualTo(written);
        Lsn to = written.minus(start) > SEGMENT ? start.plus(SEGMENT) : written;
        Path file =
            cluster
                .dataDirectory()
                .resolve("pg_wal")
                .resolve(WalSegment.containing(FIRST, start, SEGMENT).fileName());
        byte[] onDisk = Arrays.copyOf(Files.readAllBytes(file), (int) to.minus(start));
        assertThat(receiving.bytes(start, to)).isEqualTo(onDisk);
        Lsn kept = Lsn.parse(session.text("SELECT restart_lsn::text FROM pg_replication_slots"));
        assertThat(kept).isEqualTo(written);
        assertThat(connection.identifySystem().flushed()).isGreaterThanOrEqualTo(written);
        connection.dropSlot(SLOT);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("majors")
  void tellsAnOrderlyShutdownFromACrash(int major) {
    try (TemporaryCluster cluster = TemporaryCluster.of(major, Clock.system()).tcp().start()) {
      try (ReplicationConnection connection =
          ReplicationConnection.open(
              cluster.settings(), ReplicationMode.PHYSICAL, "stream", Clock.system())) {
        Lsn start = segmentStart(connection.identifySystem().flushed());
        WalStream stream = connection.startPhysical(Optional.empty(), start, FIRST);
        try (Receiving receiving = Receiving.of(stream, start)) {
          cluster.stop(StopMode.FAST);
          WalStreamEnd end = receiving.end();
          assertThat(end).isInstanceOf(WalStreamEnd.ServerShutDown.class);
        }
        Fault after = catchThrowableOfType(Fault.class, connection::identifySystem);
        assertThat(after.code()).isEqualTo(PostgresError.CONNECTION_LOST);
      }
      cluster.start();
      try (ReplicationConnection connection =
          ReplicationConnection.open(
              cluster.settings(), ReplicationMode.PHYSICAL, "stream", Clock.system())) {
        Lsn flushed = connection.identifySystem().flushed();
        Lsn start = segmentStart(flushed);
        WalStream stream = connection.startPhysical(Optional.empty(), start, FIRST);
        try (Receiving receiving = Receiving.of(stream, start)) {
          receiving.awaitReceived(flushed);
          cluster.crash();
          Fault fault = catchThrowableOfType(Fault.class, receiving::end);
          assertThat(fault.code()).isEqualTo(PostgresError.CONNECTION_LOST);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("majors")
  void tellsThatOldWalIsGone(int major) {
    TemporaryCluster cluster = CLUSTERS.of(major);
    try (Session session = cluster.session();
        ReplicationConnection connection =
            ReplicationConnection.open(
                cluster.settings(), ReplicationMode.PHYSICAL, "stream", Clock.system())) {
      Lsn start = segmentStart(connection.identifySystem().flushed());
      session.execute("CREATE TABLE IF NOT EXISTS t (id int)");
      for (int i = 0; i < 3; i++) {
        session.execute("INSERT INTO t VALUES (1)");
        session.text("SELECT pg_switch_wal()::text");
      }
      session.execute("CHECKPOINT");
      WalStream stream = connection.startPhysical(Optional.empty(), start, FIRST);
      Fault fault = catchThrowableOfType(Fault.class, () -> stream.receive((lsn, data) -> {}));
      assertThat(fault.code()).isEqualTo(PostgresError.WAL_REMOVED);
      assertThat(fault.detail()).hasValueSatisfying(d -> assertThat(d).contains("58P01"));
    }
  }

  @ParameterizedTest
  @MethodSource("majors")
  void followsAServerFromTimelineToTimeline(int major) {
    try (TemporaryCluster primary = TemporaryCluster.of(major, Clock.system()).tcp().start();
        UnpackedCopy standby = UnpackedCopy.following(primary)) {
      Lsn start = assertLeavesTimelineWhilePromoted(standby);
      standby.promoteAgain();
      try (ReplicationConnection connection =
          ReplicationConnection.open(
              standby.settings(), ReplicationMode.PHYSICAL, "follow", Clock.system())) {
        EndOfTimeline first = receiveToTheEnd(connection, start, FIRST);
        assertThat(first.next()).isEqualTo(SECOND);
        EndOfTimeline second = receiveToTheEnd(connection, first.switchPoint(), SECOND);
        assertThat(second.next()).isEqualTo(THIRD);
        TimelineHistory history = connection.timelineHistory(THIRD);
        assertThat(history.fileName()).isEqualTo("00000003.history");
        assertThat(history.entries().stream().map(TimelineHistory.Entry::timeline))
            .containsExactly(FIRST, SECOND);
        assertThat(history.entries().stream().map(TimelineHistory.Entry::switchPoint))
            .containsExactly(first.switchPoint(), second.switchPoint());
        assertStreams(connection, standby, second.switchPoint());
      }
    }
  }

  /// The end of the timeline must surface in a stream that is waiting for more.
  private static Lsn assertLeavesTimelineWhilePromoted(UnpackedCopy standby) {
    try (ReplicationConnection connection =
        ReplicationConnection.open(
            standby.settings(), ReplicationMode.PHYSICAL, "follow", Clock.system())) {
      Lsn flushed = connection.identifySystem().flushed();
      Lsn start = segmentStart(flushed);
      WalStream stream = connection.startPhysical(Optional.empty(), start, FIRST);
      try (Receiving receiving = Receiving.of(stream, start)) {
        receiving.awaitReceived(flushed);
        standby.promote();
        WalStreamEnd end = receiving.end();
        assertThat(end).isInstanceOf(EndOfTimeline.class);
        EndOfTimeline left = (EndOfTimeline) end;
        assertThat(left.next()).isEqualTo(SECOND);
        assertThat(left.received()).isEqualTo(left.switchPoint());
        // Asked again exactly where the timeline was left, the server opens no stream at all.
        assertThat(receiveToTheEnd(connection, left.switchPoint(), FIRST)).isEqualTo(left);
      }
      return start;
    }
  }

  private static EndOfTimeline receiveToTheEnd(
      ReplicationConnection connection, Lsn start, TimelineId timeline) {
    WalStream stream = connection.startPhysical(Optional.empty(), start, timeline);
    WalStreamEnd end = stream.receive((lsn, data) -> {});
    assertThat(end).isInstanceOf(EndOfTimeline.class);
    return (EndOfTimeline) end;
  }

  private static void assertStreams(
      ReplicationConnection connection, UnpackedCopy standby, Lsn start) {
    WalStream stream = connection.startPhysical(Optional.empty(), start, THIRD);
    try (Receiving receiving = Receiving.of(stream, start);
        Session session = standby.session()) {
      session.execute("CREATE TABLE t AS SELECT generate_series(1, 1000)");
      Lsn written = Lsn.parse(session.text("SELECT pg_current_wal_flush_lsn()::text"));
      receiving.awaitReceived(written);
      stream.stop();
      assertThat(receiving.end()).isInstanceOf(WalStreamEnd.Stopped.class);
    }
  }

  @ParameterizedTest
  @MethodSource("majors")
  void asksASilentServerAndReportsInTime(int major) {
    TemporaryCluster cluster = CLUSTERS.of(major);
    try (Session session = cluster.session();
        ReplicationConnection connection =
            ReplicationConnection.open(
                cluster.settings(),
                ReplicationMode.PHYSICAL,
                ReplicationOptions.of("silent")
                    .withWalSilence(Duration.ofSeconds(2))
                    .withStatusInterval(Duration.ofMillis(100)),
                Clock.system())) {
      Lsn start = segmentStart(connection.identifySystem().flushed());
      WalStream stream = connection.startPhysical(Optional.empty(), start, FIRST);
      try (Receiving receiving = Receiving.of(stream, start)) {
        // Without timeouts of its own the server speaks only when it is asked.
        receiving.awaitKeepalives(1);
        assertThat(
                session.number(
                    "SELECT count(reply_time) FROM pg_stat_replication"
                        + " WHERE application_name = 'silent'"))
            .isOne();
        stream.stop();
        assertThat(receiving.end()).isInstanceOf(WalStreamEnd.Stopped.class);
      }
    }
  }
}
