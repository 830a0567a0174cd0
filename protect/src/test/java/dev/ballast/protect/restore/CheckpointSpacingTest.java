package dev.ballast.protect.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;
import dev.ballast.postgres.wal.LogMark;
import dev.ballast.postgres.wal.WalRecord;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// Positions in round numbers: what has to be kept is counted by hand.
class CheckpointSpacingTest {
  private static final Lsn START = new Lsn(1000);

  @Test
  void withoutCheckpointsAllIsKept() {
    assertThat(new CheckpointSpacing(START).most(new Lsn(5000))).isEqualTo(4000);
  }

  /// The record at 3000 releases what is before 2500, the one at 9000 of what is before 8000.
  @Test
  void aCheckpointReleasesWhatIsBeforeItsRedoPosition() {
    CheckpointSpacing spacing = new CheckpointSpacing(START);
    checkpoint(spacing, 2500, 3000);
    checkpoint(spacing, 8000, 9000);
    assertThat(spacing.most(new Lsn(9500))).isEqualTo(9000 - 2500);
    assertThat(spacing.most(new Lsn(20_000))).isEqualTo(20_000 - 8000);
    assertThat(spacing.most(new Lsn(2900))).as("none is passed").isEqualTo(1900);
    assertThat(spacing.most(new Lsn(4000))).as("the first is passed").isEqualTo(2000);
  }

  /// A window of 64 segments of 16 MB, as much that the server gathers, and half of that again
  /// while it removes.
  @Test
  void aLongLogTakesThreeWindowsAtMostWhereCheckpointsAreClose() {
    int segment = 16 << 20;
    CheckpointSpacing spacing = new CheckpointSpacing(new Lsn(0));
    for (long at = 1L << 28; at < 1L << 40; at += 1L << 28) {
      checkpoint(spacing, at, at + 1000);
    }
    LogSupply supply = LogSupply.of(65_536, segment, spacing, new Lsn(1L << 40));
    assertThat(supply.inWindow()).isTrue();
    assertThat(supply.windowSegments()).isEqualTo(64);
    assertThat(supply.mostBytes()).isEqualTo((5L << 29) + 2L * segment);
  }

  @Test
  void aLogThatTheServerMustKeepWholeIsWrittenAtOnce() {
    LogSupply supply =
        LogSupply.of(1000, 1 << 20, new CheckpointSpacing(new Lsn(0)), new Lsn(1000L << 20));
    assertThat(supply.inWindow()).isFalse();
    assertThat(supply.mostBytes()).isEqualTo(1000L << 20);
  }

  private static void checkpoint(CheckpointSpacing spacing, long redo, long end) {
    spacing.note(
        new WalRecord(new Lsn(end - 100), new Lsn(end), 0, 0x10, 0, 100),
        new LogMark.Checkpoint(Instant.EPOCH, new Lsn(redo), new TimelineId(1), false));
  }
}
