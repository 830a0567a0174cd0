package dev.ballast.protect.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.ErrorCode;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.Lsn;
import dev.ballast.protect.ProtectError;
import dev.ballast.vault.format.VaultError;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ReceivedWalTest {
  private static final Lsn HERE = new Lsn(0x1000);
  private static final Lsn LATER = new Lsn(0x2000);

  private final ReceivedWal wal = new ReceivedWal(Clock.system());

  @AfterEach
  void noInterruptIsLeftToTheNextTest() {
    Thread.interrupted();
  }

  /// Each question for the time makes a minute pass.
  private static final class MinuteByMinute implements Clock {
    private final AtomicLong minutes = new AtomicLong();

    @Override
    public Instant now() {
      return Instant.EPOCH;
    }

    @Override
    public long nanoTime() {
      return Duration.ofMinutes(minutes.incrementAndGet()).toNanos();
    }

    @Override
    public void pause(Duration duration) {}
  }

  private static void assertFails(ErrorCode code, ThrowingCallable call) {
    assertThatExceptionOfType(Fault.class)
        .isThrownBy(call)
        .satisfies(fault -> assertThat(fault.code()).isEqualTo(code));
  }

  @Test
  void whatIsHereNeedsNoWaiting() {
    wal.advance(LATER, HERE);

    wal.awaitReceived(LATER);
    wal.awaitDecoded(HERE);
  }

  @Test
  void theWaitEndsWhenTheLogArrives() {
    CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> wal.awaitDecoded(LATER));

    wal.advance(LATER, HERE);
    wal.advance(LATER, LATER);

    assertThat(waiting).succeedsWithin(Duration.ofMinutes(2));
  }

  @Test
  void whatBreaksTheStreamIsThrownByAllWhoWaitAndAsk() {
    Fault why = ReceivedWal.broken("the source shut down");
    CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> wal.awaitReceived(HERE));

    wal.fail(why);

    assertThat(waiting)
        .failsWithin(Duration.ofMinutes(2))
        .withThrowableOfType(ExecutionException.class)
        .havingRootCause()
        .isSameAs(why);
    assertThatExceptionOfType(Fault.class).isThrownBy(wal::requireSound).isSameAs(why);
    assertThatExceptionOfType(Fault.class).isThrownBy(() -> wal.captured(HERE)).isSameAs(why);
  }

  @Test
  void aStreamStaysAsItEnded() {
    wal.complete();
    wal.fail(ReceivedWal.broken("too late"));

    wal.requireSound();
    assertThat(wal.captured(HERE).segments()).isEmpty();
  }

  @Test
  void whatDoesNotArriveInTimeIsATimeout() {
    ReceivedWal slow = new ReceivedWal(new MinuteByMinute());

    assertFails(ProtectError.WAL_CAPTURE_TIMEOUT, () -> slow.awaitReceived(HERE));
  }

  @Test
  void whatAStreamThatWasStoppedDoesNotHoldIsATimeoutAtOnce() {
    wal.complete();

    assertFails(ProtectError.WAL_CAPTURE_TIMEOUT, () -> wal.awaitDecoded(HERE));
  }

  @Test
  void nothingIsCapturedBeforeTheStreamIsStopped() {
    wal.advance(LATER, LATER);

    assertFails(ProtectError.WAL_CAPTURE_FAILED, () -> wal.captured(HERE));
  }

  @Test
  void whatWasStoredIsCapturedWithItsLastRecord() {
    StoredFile one = new StoredFile("000000010000000000000001", 16, List.of());
    StoredFile two = new StoredFile("000000010000000000000002", 5, List.of());
    wal.add(one);
    wal.add(two);
    wal.advanceRecord(HERE, LATER);
    wal.complete();

    assertThat(wal.captured(LATER))
        .isEqualTo(new ReceivedWal.Captured(List.of(one, two), HERE, LATER, 21));
  }

  @Test
  void aStreamThatBrokeBehindWhatIsNeededIsCapturedUpToItsLastRecord() {
    StoredFile one = new StoredFile("000000010000000000000001", 16, List.of());
    wal.add(one);
    wal.advanceRecord(HERE, LATER);
    Fault why = ReceivedWal.broken("the source shut down");
    wal.fail(why);

    assertThat(wal.isBroken()).isTrue();
    assertThat(wal.captured(LATER))
        .isEqualTo(new ReceivedWal.Captured(List.of(one), HERE, LATER, 16));
    assertThatExceptionOfType(Fault.class)
        .isThrownBy(() -> wal.captured(LATER.plus(1)))
        .isSameAs(why);
  }

  @Test
  void whatTheVaultCouldNotStoreIsNeverEnough() {
    wal.advanceRecord(HERE, LATER);
    Fault full = Fault.of(VaultError.VAULT_FULL, "no space is left");
    wal.fail(full);

    assertThatExceptionOfType(Fault.class).isThrownBy(() -> wal.captured(HERE)).isSameAs(full);
  }

  @Test
  void anInterruptEndsTheWait() {
    Thread.currentThread().interrupt();

    assertFails(CommonError.INTERRUPTED, () -> wal.awaitReceived(HERE));
  }
}
