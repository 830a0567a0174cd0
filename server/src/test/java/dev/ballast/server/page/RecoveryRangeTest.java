package dev.ballast.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.server.page.RecoveryRange.Answer;
import dev.ballast.server.page.RecoveryRange.Why;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Moments of one day by their hours: backups at 2, 6 and 12.
class RecoveryRangeTest {
  private static Instant hour(int hour) {
    return Instant.parse("2026-11-30T00:00:00Z").plusSeconds(3600L * hour);
  }

  /// Its log has a hole at 4.
  private static final RecoveryRange FIRST =
      new RecoveryRange("first", hour(2), Optional.of(hour(4)), false, true);

  private static final RecoveryRange SECOND =
      new RecoveryRange("second", hour(6), Optional.of(hour(14)), false, false);
  private static final RecoveryRange THIRD =
      new RecoveryRange("third", hour(12), Optional.of(hour(14)), false, false);
  private static final List<RecoveryRange> ALL = List.of(THIRD, FIRST, SECOND);

  private static Answer at(int hour) {
    return RecoveryRange.answer(ALL, hour(hour), hour(16));
  }

  @Test
  void aMomentIsRecoveredFromTheNewestBackupBeforeIt() {
    assertThat(at(3)).isEqualTo(new Answer.Reachable(FIRST, true));
    assertThat(at(4)).isEqualTo(new Answer.Reachable(FIRST, true));
    assertThat(at(10)).isEqualTo(new Answer.Reachable(SECOND, true));
    assertThat(at(12)).isEqualTo(new Answer.Reachable(THIRD, true));
    assertThat(at(14)).isEqualTo(new Answer.Reachable(THIRD, true));
  }

  @Test
  void whatCannotBeRecoveredHasAReasonAndWhatIsAroundIt() {
    assertThat(at(1))
        .isEqualTo(new Answer.Missing(Why.BEFORE_THE_FIRST, Optional.empty(), Optional.of(FIRST)));
    assertThat(at(5))
        .isEqualTo(new Answer.Missing(Why.HOLE, Optional.of(FIRST), Optional.of(SECOND)));
    assertThat(at(15))
        .isEqualTo(new Answer.Missing(Why.AFTER_THE_LAST, Optional.of(THIRD), Optional.empty()));
    assertThat(at(17))
        .isEqualTo(new Answer.Missing(Why.FUTURE, Optional.of(THIRD), Optional.empty()));
    assertThat(RecoveryRange.answer(List.of(), hour(3), hour(16)))
        .isEqualTo(new Answer.Missing(Why.NO_BACKUP, Optional.empty(), Optional.empty()));
  }

  @Test
  void aBackupWithoutLogHasItsOwnStateAndNoOther() {
    RecoveryRange alone = new RecoveryRange("alone", hour(2), Optional.empty(), true, false);

    assertThat(RecoveryRange.answer(List.of(alone), hour(2), hour(16)))
        .isInstanceOf(Answer.Reachable.class);
    assertThat(RecoveryRange.answer(List.of(alone), hour(3), hour(16)))
        .isEqualTo(new Answer.Missing(Why.BACKUP_ALONE, Optional.of(alone), Optional.empty()));
  }

  /// Nobody knows when the last bytes of a receiver were written that is not running.
  @Test
  void anEndWithoutATimeIsNotKnownToReachAMoment() {
    RecoveryRange undated = new RecoveryRange("one", hour(2), Optional.empty(), false, false);

    assertThat(RecoveryRange.answer(List.of(undated), hour(3), hour(16)))
        .isEqualTo(new Answer.Reachable(undated, false));
  }

  /// The log of an older backup continues where a newer one has none behind it.
  @Test
  void anOlderBackupIsTakenWhereTheNewestDoesNotReach() {
    RecoveryRange alone = new RecoveryRange("alone", hour(8), Optional.empty(), true, false);

    assertThat(RecoveryRange.answer(List.of(SECOND, alone), hour(10), hour(16)))
        .isEqualTo(new Answer.Reachable(SECOND, true));
  }
}
