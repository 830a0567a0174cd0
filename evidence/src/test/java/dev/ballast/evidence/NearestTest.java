package dev.ballast.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
  @ParameterizedTest
  @CsvSource({
    "host, host, 0",
    "hots, host, 1",
    "hst, host, 1",
    "hoost, host, 1",
    "Host, host, 0",
    "port, host, 2",
    "'', host, 4",
    "recovery-tiem, recovery-time, 1",
  })
  void distanceCountsEditsAndSwaps(String from, String to, int expected) {
    assertThat(Nearest.distance(from, to)).isEqualTo(expected);
  }

  @Test
  void nothingIsSuggestedThatIsFurtherThanAThirdOfTheWord() {
    assertThat(Nearest.to("hst", List.of("port", "host"))).contains("host");
    assertThat(Nearest.to("hxxt", List.of("port", "host"))).isEmpty();
  }

  @Test
  void amongEquallyNearTheFirstInTheAlphabetIsSuggested() {
    assertThat(Nearest.to("maim", List.of("main", "mail"))).contains("mail");
  }
}
