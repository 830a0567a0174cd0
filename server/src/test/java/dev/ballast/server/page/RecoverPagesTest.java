package dev.ballast.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.protect.restore.StoredSpan.End;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecoverPagesTest {
  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

  private static RecoveryRange range(End end, Optional<Instant> received) {
    return RecoverPages.range("one", NOON.plusMillis(10), end, false, received);
  }

  @Test
  void aRangeIsOfWholeSecondsThatCanBeRecovered() {
    Instant from = NOON.plusSeconds(1);
    assertThat(range(new End.OfBackup(), Optional.empty()))
        .isEqualTo(new RecoveryRange("one", from, Optional.of(from), true, false));
    assertThat(range(new End.Deposited(NOON.plusMillis(90_900)), Optional.empty()))
        .isEqualTo(new RecoveryRange("one", from, Optional.of(NOON.plusSeconds(90)), false, false));
    // The deposit has what was written while the backup was taken.
    assertThat(range(new End.Deposited(NOON), Optional.empty()))
        .isEqualTo(new RecoveryRange("one", from, Optional.of(from), false, false));
  }

  /// Only who receives knows how far the log reaches that is not deposited yet.
  @Test
  void whatIsReceivedReachesAsFarAsTheRecoveryPoint() {
    assertThat(range(new End.Received(), Optional.of(NOON.plusSeconds(60))).until())
        .contains(NOON.plusSeconds(60));
    assertThat(range(new End.Received(), Optional.empty()).until()).isEmpty();
  }

  @Test
  void theNewestMomentIsTheLatestThatIsCertain() {
    assertThat(
            RecoverPages.newest(
                List.of(
                    new RecoveryRange("a", NOON, Optional.of(NOON.plusSeconds(9)), false, false),
                    new RecoveryRange("b", NOON.plusSeconds(5), Optional.empty(), false, false))))
        .contains(NOON.plusSeconds(9));
    assertThat(RecoverPages.newest(List.of())).isEmpty();
  }
}
