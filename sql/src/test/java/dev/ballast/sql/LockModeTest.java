package dev.ballast.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LockModeTest {

  /// Table 13.2 of the manual, row by row; `#` where the two modes conflict.
  @ParameterizedTest
  @CsvSource({
    "ACCESS_SHARE,           .......#",
    "ROW_SHARE,              ......##",
    "ROW_EXCLUSIVE,          ....####",
    "SHARE_UPDATE_EXCLUSIVE, ...#####",
    "SHARE,                  ..##.###",
    "SHARE_ROW_EXCLUSIVE,    ..######",
    "EXCLUSIVE,              .#######",
    "ACCESS_EXCLUSIVE,       ########"
  })
  void conflictsAsTheManualsTableSays(LockMode mode, String row) {
    String found =
        Arrays.stream(LockMode.values())
            .map(other -> mode.conflictsWith(other) ? "#" : ".")
            .collect(Collectors.joining());

    assertThat(found).isEqualTo(row);
  }

  @ParameterizedTest
  @CsvSource({
    "ACCESS_SHARE,           ACCESS SHARE,           AccessShareLock,          1",
    "ROW_SHARE,              ROW SHARE,              RowShareLock,             2",
    "ROW_EXCLUSIVE,          ROW EXCLUSIVE,          RowExclusiveLock,         3",
    "SHARE_UPDATE_EXCLUSIVE, SHARE UPDATE EXCLUSIVE, ShareUpdateExclusiveLock, 4",
    "SHARE,                  SHARE,                  ShareLock,                5",
    "SHARE_ROW_EXCLUSIVE,    SHARE ROW EXCLUSIVE,    ShareRowExclusiveLock,    6",
    "EXCLUSIVE,              EXCLUSIVE,              ExclusiveLock,            7",
    "ACCESS_EXCLUSIVE,       ACCESS EXCLUSIVE,       AccessExclusiveLock,      8"
  })
  void isNamedAsInSqlAndInTheViewOfLocks(LockMode mode, String sql, String lockName, int number) {
    assertThat(mode.sql()).isEqualTo(sql);
    assertThat(mode.lockName()).isEqualTo(lockName);
    assertThat(LockMode.ofLockName(lockName)).contains(mode);
    assertThat(LockMode.ofNumber(number)).isEqualTo(mode);
  }

  @ParameterizedTest
  @EnumSource(LockMode.class)
  void conflictIsMutual(LockMode mode) {
    for (LockMode other : LockMode.values()) {
      assertThat(mode.conflictsWith(other)).isEqualTo(other.conflictsWith(mode));
    }
  }

  @Test
  void aPredicateLockIsNoModeOfARelation() {
    assertThat(LockMode.ofLockName("SIReadLock")).isEmpty();
    assertThatThrownBy(() -> LockMode.ofNumber(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> LockMode.ofNumber(9)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void strengthIsTheOrderOfTheNumbers() {
    assertThat(LockMode.SHARE.isStrongerThan(LockMode.SHARE_UPDATE_EXCLUSIVE)).isTrue();
    assertThat(LockMode.SHARE.isStrongerThan(LockMode.SHARE)).isFalse();
  }
}
