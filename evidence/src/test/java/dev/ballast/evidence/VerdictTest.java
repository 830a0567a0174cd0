package dev.ballast.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {
  private static Verdict verdict(String text) {
    return switch (text.charAt(0)) {
      case 'P' -> Verdict.proved();
      case 'R' -> Verdict.refuted(text.substring(1));
      default -> Verdict.undecided(text.substring(1));
    };
  }

  @ParameterizedTest
  @CsvSource({
    "P, P, P",
    "P, Ra, Ra",
    "Ra, P, Ra",
    "P, Ua, Ua",
    "Ua, P, Ua",
    "Ra, Ub, Ra",
    "Ua, Rb, Rb",
    "Ra, Rb, Ra; b",
    "Ua, Ub, Ua; b"
  })
  void oneRefutedPartRefutesTheWholeAndOneUndecidedPartLeavesItUndecided(
      String left, String right, String joined) {
    assertThat(verdict(left).and(verdict(right))).isEqualTo(verdict(joined));
  }
}
