package dev.ballast.protect.wal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;
import dev.ballast.postgres.wire.SystemIdentifier;
import dev.ballast.vault.Vault;
import dev.ballast.vault.VaultSettings;
import dev.ballast.vault.format.DepositId;
import dev.ballast.vault.format.MasterKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredSegmentsTest {
  private static final int SEGMENT = 1 << 20;
  private static final TimelineId FIRST = new TimelineId(1);
  private static final Lsn START = new Lsn(0x1_0000_0000L);
  private static final LogShape SHAPE =
      new LogShape("db1:5432", new SystemIdentifier(0x7a1f03c2b8d9e471L), 18, SEGMENT);

  @TempDir Path folder;

  /// Stands still until it is set.
  private static final class SetClock implements Clock {
    private Instant now = Instant.parse("2026-11-30T12:00:00Z");

    @Override
    public Instant now() {
      return now;
    }

    @Override
    public long nanoTime() {
      return Clock.system().nanoTime();
    }

    @Override
    public void pause(Duration duration) {
      Clock.system().pause(duration);
    }
  }

  /// Deposits of log are listed in the order in which they were made, whatever the clock says.
  @Test
  void aClockThatStandsOrIsSetBackHidesNothing() {
    SetClock clock = new SetClock();
    VaultSettings settings =
        new VaultSettings(folder.resolve("vault"), folder.resolve("state"), clock);
    try (Vault vault = Vault.init(settings, MasterKey.generate(), Vault.MIN_CHUNK_SIZE)) {
      for (int segment = 0; segment < 6; segment++) {
        if (segment == 3) {
          clock.now = clock.now.minus(Duration.ofHours(1));
        }
        store(vault, clock, START.plus((long) segment * SEGMENT));
      }

      for (int segment = 0; segment < 6; segment++) {
        Lsn from = START.plus((long) segment * SEGMENT);
        LogChain chain =
            new StoredSegments(vault)
                .chain(SHAPE.system(), FIRST, from, from.plus(SEGMENT), SEGMENT);
        assertThat(chain.end()).isGreaterThanOrEqualTo(from.plus(SEGMENT));
      }
      assertThat(starts(vault)).isSorted();
    }
  }

  private static void store(Vault vault, Clock clock, Lsn start) {
    byte[] bytes = new byte[SEGMENT];
    new Random(start.value()).nextBytes(bytes);
    try (LogStore store =
        LogStore.open(vault, SHAPE, DepositPolicy.defaults(), LogStore.Reports.throwing(clock))) {
      store.begin(FIRST, start);
      store.append(start, bytes, SEGMENT);
      store.force();
    }
  }

  private static List<Lsn> starts(Vault vault) {
    List<Lsn> starts = new ArrayList<>();
    for (DepositId id : vault.logDeposits()) {
      starts.add(LogRecord.load(vault, id).start());
    }
    return starts;
  }
}
