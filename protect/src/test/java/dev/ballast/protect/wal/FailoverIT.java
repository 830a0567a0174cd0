package dev.ballast.protect.wal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TestedMajors;
import dev.ballast.postgres.wire.UnpackedCopy;
import dev.ballast.protect.ProtectError;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.restore.RestoreLog;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A primary that is killed, a standby that takes its place and lacks what the vault has, a primary
/// that comes back.
class FailoverIT {
  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.TestedMajors#outermost")
  void receivingFollowsThePromotionsAndNotTheOldPrimary(int major) {
    try (TemporaryCluster primary = TemporaryCluster.of(major, Clock.system()).tcp().start();
        ReceiverBench bench = new ReceiverBench(folder)) {
      try (Session session = primary.session()) {
        ReceiverBench.makeLedger(session);
      }
      try (UnpackedCopy standby = UnpackedCopy.following(primary)) {
        Backup backup = bench.backup(primary.settings());
        LogReceiver receiver = bench.receiver(primary.settings(), standby.settings());
        Lsn last;
        try (Receiving receiving = Receiving.start(receiver)) {
          last = failOver(bench, primary, standby, receiver, receiving);
          try (Session session = standby.session()) {
            Lsn second = ReceiverBench.write(session, 1001, 1010);
            ReceiverBench.awaitDurable(receiver, receiving, 2, second);
          }
          primary.start();
          standby.promoteAgain();
          try (Session session = standby.session()) {
            Lsn third = ReceiverBench.write(session, 2001, 2010);
            ReceiverBench.awaitDurable(receiver, receiving, 3, third);
          }
        }
        assertThat(bench.restored(backup)).isEqualTo(rows(1, 10, 1001, 1010, 2001, 2010));
        assertThat(
                RestoreLog.of(bench.vault(), backup.record(), Optional.of(new TimelineId(1)))
                    .chain()
                    .end())
            .isGreaterThanOrEqualTo(last);
        assertForked(bench.receiver(primary.settings()));
      }
    }
  }

  /// Commits of the primary may wait for what is received from it.
  @Test
  void aPrimaryThatComesBackIsReceivedFromAgain() {
    try (TemporaryCluster primary =
            TemporaryCluster.of(TestedMajors.one(), Clock.system()).tcp().start();
        ReceiverBench bench = new ReceiverBench(folder)) {
      try (Session session = primary.session()) {
        ReceiverBench.makeLedger(session);
      }
      try (UnpackedCopy standby = UnpackedCopy.following(primary)) {
        LogReceiver receiver = bench.receiver(primary.settings(), standby.settings());
        try (Receiving receiving = Receiving.start(receiver)) {
          aStandbyWithoutAFreeSlotIsNamed(bench, standby);
          try (Session session = primary.session()) {
            Lsn written = ReceiverBench.write(session, 1, 10);
            ReceiverBench.eventually("the standby has all", () -> hasReplayed(standby, written));
            ReceiverBench.awaitDurable(receiver, receiving, 1, written);
          }
          primary.crash();
          ReceiverBench.eventually(
              "received from the standby", () -> receiver.source().equals(standby.settings()));
          primary.start();
          ReceiverBench.eventually(
              "received from the primary", () -> receiver.source().equals(primary.settings()));
          try (Session session = primary.session()) {
            ReceiverBench.awaitDurable(
                receiver, receiving, 1, ReceiverBench.write(session, 11, 20));
          }
        }
      }
    }
  }

  /// Whatever the receiver made there before; ten slots are the default limit.
  private static void aStandbyWithoutAFreeSlotIsNamed(ReceiverBench bench, UnpackedCopy standby) {
    try (Session session = standby.session()) {
      ReceiverBench.eventually("a slot", () -> isKeptFrom(standby, new Lsn(1)));
      session.execute("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots");
      session.execute(
          "SELECT pg_create_physical_replication_slot('s' || g) FROM generate_series(1, 10) g");
      bench.awaitEvent("not kept ");
      session.execute("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots");
      ReceiverBench.eventually("a slot again", () -> isKeptFrom(standby, new Lsn(1)));
    }
  }

  /// Rows 11 to 20 are written while nobody receives. Segments of 1 MB, of which the promoted
  /// server removes all that nothing keeps.
  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.TestedMajors#outermost")
  void aPromotionLeavesNoGapBecauseTheStandbyKeptWhatWasNotReceived(int major) {
    try (TemporaryCluster primary =
            TemporaryCluster.of(major, Clock.system()).tcp().initdb("--wal-segsize=1").start();
        ReceiverBench bench = new ReceiverBench(folder)) {
      try (Session session = primary.session()) {
        ReceiverBench.makeLedger(session);
      }
      try (UnpackedCopy standby = UnpackedCopy.following(primary)) {
        Backup backup = bench.backup(primary.settings());
        LogReceiver first = bench.receiver(primary.settings(), standby.settings());
        try (Receiving receiving = Receiving.start(first);
            Session session = primary.session()) {
          Lsn received = ReceiverBench.write(session, 1, 10);
          ReceiverBench.awaitDurable(first, receiving, 1, received);
          ReceiverBench.eventually(
              "the standby keeps what follows", () -> isKeptFrom(standby, received));
        }
        try (Session session = primary.session()) {
          Lsn written = ReceiverBench.write(session, 11, 20);
          ReceiverBench.eventually("the standby has all", () -> hasReplayed(standby, written));
        }
        primary.crash();
        standby.promote();
        LogReceiver second = bench.receiver(primary.settings(), standby.settings());
        try (Session session = standby.session()) {
          LostLogIT.overwrite(session);
          Lsn last = ReceiverBench.write(session, 21, 30);
          try (Receiving receiving = Receiving.start(second)) {
            ReceiverBench.awaitDurable(second, receiving, 2, last);
          }
        }
        assertThat(bench.events().lines()).noneMatch(line -> line.startsWith("gap"));
        assertThat(bench.restored(backup)).isEqualTo(rows(1, 30));
      }
    }
  }

  private static boolean isKeptFrom(UnpackedCopy standby, Lsn lsn) {
    try (Session session = standby.session()) {
      return session
          .first("SELECT restart_lsn FROM pg_replication_slots", row -> row.lsn("restart_lsn"))
          .filter(kept -> !kept.isBefore(lsn))
          .isPresent();
    }
  }

  /// Rows 11 to 20 are in the vault and on the primary, and not on the standby.
  private static Lsn failOver(
      ReceiverBench bench,
      TemporaryCluster primary,
      UnpackedCopy standby,
      LogReceiver receiver,
      Receiving receiving) {
    Lsn last;
    try (Session session = primary.session()) {
      Lsn both = ReceiverBench.write(session, 1, 10);
      ReceiverBench.eventually("the standby has rows 1 to 10", () -> hasReplayed(standby, both));
      standby.stop();
      last = ReceiverBench.write(session, 11, 20);
      ReceiverBench.awaitDurable(receiver, receiving, 1, last);
    }
    primary.crash();
    standby.start();
    bench.awaitEvent("interrupted wal-source-behind");
    standby.promote();
    bench.awaitEvent("diverged 1 at");
    return last;
  }

  private static boolean hasReplayed(UnpackedCopy standby, Lsn lsn) {
    try (Session session = standby.session()) {
      return !session
          .one("SELECT pg_last_wal_replay_lsn() AS lsn", row -> row.lsn("lsn"))
          .isBefore(lsn);
    }
  }

  private static void assertForked(LogReceiver ofTheOldPrimary) {
    Fault fault = ReceiverBench.endOf(ofTheOldPrimary);
    assertThat(fault.code()).isEqualTo(ProtectError.WAL_FORKED);
    assertThat(fault.detail().orElseThrow()).contains("left behind by a promotion");
  }

  /// Rows of ranges, each by its first and its last.
  private static List<Integer> rows(int... bounds) {
    return Stream.iterate(0, i -> i + 2)
        .limit(bounds.length / 2)
        .flatMap(i -> IntStream.rangeClosed(bounds[i], bounds[i + 1]).boxed())
        .toList();
  }
}
