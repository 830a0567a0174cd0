package dev.ballast.effect.derived;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The expectations follow `makeObjectName`, `ChooseRelationName` and `ChooseIndexColumnNames` in
/// `src/backend/commands/indexcmds.c`.
class ChosenNameTest {
  private static final String A = "a";
  private static final String TWO_BYTES = "é";

  @ParameterizedTest
  @CsvSource({
    // 63 bytes less one underscore and `pkey` leave 58 for the table
    "58, 58",
    "59, 58",
    "63, 58"
  })
  void aLongTableLeavesRoomForTheLabel(int length, int kept) {
    assertThat(ChosenName.of(A.repeat(length), List.of(), "pkey", _ -> false))
        .isEqualTo(A.repeat(kept) + "_pkey");
  }

  @ParameterizedTest
  @CsvSource({
    // two underscores and `idx` leave 58 for both parts; the longer one is cut first
    "20, 38, 20, 38",
    "20, 63, 20, 38",
    "63, 20, 38, 20",
    "40, 40, 29, 29",
    "29, 63, 29, 29",
    "30, 29, 29, 29",
    "29, 30, 29, 29"
  })
  void theLongerPartIsCutFirst(int table, int column, int tableKept, int columnKept) {
    assertThat(ChosenName.of(A.repeat(table), List.of("b".repeat(column)), "idx", _ -> false))
        .isEqualTo(A.repeat(tableKept) + "_" + "b".repeat(columnKept) + "_idx")
        .hasSizeLessThanOrEqualTo(63);
  }

  @Test
  void bytesCountAndNoCharacterIsHalved() {
    // 58 bytes are 29 letters of two bytes; 57 are 28 and a half
    assertThat(ChosenName.of(TWO_BYTES.repeat(31), List.of(), "pkey", _ -> false))
        .isEqualTo(TWO_BYTES.repeat(29) + "_pkey");
    assertThat(ChosenName.of(TWO_BYTES.repeat(31), List.of(), "pkey1", _ -> false))
        .isEqualTo(TWO_BYTES.repeat(28) + "_pkey1")
        .satisfies(name -> assertThat(name.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(63));
  }

  @Test
  void aNumberFollowsTheLabelUntilNobodyHasTheName() {
    List<String> taken = List.of("t_a_key", "t_a_key1", "t_a_key2");

    assertThat(ChosenName.of("t", List.of("a"), "key", taken::contains)).isEqualTo("t_a_key3");
  }

  @Test
  void theNumberTakesItsRoomFromTheNames() {
    assertThat(ChosenName.of(A.repeat(63), List.of(), "pkey", (A.repeat(58) + "_pkey")::equals))
        .isEqualTo(A.repeat(57) + "_pkey1");
  }

  @Test
  void severalColumnsAreJoined() {
    assertThat(ChosenName.of("t", List.of("a", "b"), "fkey", _ -> false)).isEqualTo("t_a_b_fkey");
  }

  @Test
  void columnsOfOneNameGetANumber() {
    assertThat(ChosenName.unequal(List.of("lower", "lower", "a", "lower")))
        .containsExactly("lower", "lower1", "a", "lower2");
    assertThat(ChosenName.unequal(List.of(A.repeat(63), A.repeat(63))))
        .containsExactly(A.repeat(63), A.repeat(62) + "1");
  }
}
