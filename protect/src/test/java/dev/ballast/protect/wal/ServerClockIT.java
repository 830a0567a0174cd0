package dev.ballast.protect.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.Installations;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TestedMajors;
import dev.ballast.protect.ProtectError;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.faults.FalseSystem;
import dev.ballast.protect.moment.LogBytes;
import dev.ballast.protect.moment.LogStart;
import dev.ballast.protect.moment.LogTarget;
import dev.ballast.protect.moment.Moment;
import dev.ballast.protect.moment.MomentSearch;
import dev.ballast.protect.restore.RestoreLog;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server whose clock jumps forward by a day, and back behind where it was: commits carry times
/// that do not ascend.
class ServerClockIT {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir Path folder;

  @Test
  void nothingButTimesThatOccurTwiceIsConcerned() {
    try (FalseSystem system = FalseSystem.compiled();
        TemporaryCluster source =
            TemporaryCluster.of(
                    system.around(Installations.ofThisMachine().embedded(TestedMajors.one())),
                    Clock.system())
                .start();
        ReceiverBench bench = new ReceiverBench(folder);
        Session session = source.session()) {
      ReceiverBench.makeLedger(session);
      Backup backup = bench.backup(source.settings());
      LogReceiver receiver = bench.receiver(source.settings());
      Instant began;
      try (Receiving receiving = Receiving.start(receiver)) {
        secondOfTheCheckpointEnds(session);
        ReceiverBench.write(session, 1, 1);
        began = now(session);
        system.shiftClock(DAY);
        ReceiverBench.write(session, 2, 2);
        system.shiftClock(HOUR.negated());
        assertThat(now(session)).isBefore(began);
        ReceiverBench.write(session, 3, 3);
        system.shiftClock(Duration.ZERO);
        ReceiverBench.write(session, 4, 4);
        system.shiftClock(DAY.multipliedBy(2));
        assertThat(now(session)).isAfter(began.plus(DAY));
        Lsn written = ReceiverBench.write(session, 5, 5);
        ReceiverBench.awaitDurable(receiver, receiving, 1, written);
        ReceiverBench.eventually(
            "little would be lost",
            () ->
                receiving
                    .recoveryPoint()
                    .filter(point -> point.bytes() == 0 && point.age().compareTo(HOUR) < 0)
                    .isPresent());
      }

      assertThat(bench.restored(backup)).containsExactly(1, 2, 3, 4, 5);
      Moment once = find(bench, backup, began.plus(DAY).plus(HOUR));
      assertThat(once.leftOut()).isEqualTo(1);
      Fault twice = catchThrowableOfType(Fault.class, () -> find(bench, backup, began.plus(HOUR)));
      assertThat(twice.code()).isEqualTo(ProtectError.RECOVERY_TARGET_AMBIGUOUS);
      assertThat(twice.detail().orElseThrow()).contains("the transaction at ");
    }
  }

  /// A checkpoint has its time in whole seconds, so none within its second can be a target.
  private static void secondOfTheCheckpointEnds(Session session) {
    ReceiverBench.eventually(
        "the second after the checkpoint",
        () ->
            session.number(
                    "SELECT count(*) FROM pg_control_checkpoint()"
                        + " WHERE clock_timestamp() >= checkpoint_time + interval '1 s'")
                == 1);
  }

  private static Instant now(Session session) {
    return session.one("SELECT clock_timestamp() AS at", row -> row.instant("at"));
  }

  private static Moment find(ReceiverBench bench, Backup backup, Instant at) {
    LogChain chain = RestoreLog.of(bench.vault(), backup.record(), Optional.empty()).chain();
    return MomentSearch.find(
        LogStart.of(backup.record(), chain.timeline()),
        LogBytes.of(chain),
        new LogTarget.Time(at, true));
  }
}
