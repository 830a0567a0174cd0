package dev.ballast.change.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.ChangeOutcome;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PastErrorsTest {
  @Test
  void tooHighAndTooLowAreTheSameError() {
    ChangeOutcome tooLow = ChangeForecastTest.outcome("insert", 10, 40);
    ChangeOutcome tooHigh = ChangeForecastTest.outcome("insert", 40, 10);

    assertThat(tooLow.factor()).isEqualTo(4);
    assertThat(tooHigh.factor()).isEqualTo(4);
    assertThat(tooLow.wasWithin()).isFalse();
    assertThat(ChangeForecastTest.outcome("insert", 10, 20).wasWithin()).isTrue();
  }

  @Test
  void medianAndNinthDecileAreOfEachKind() {
    // Of ten factors 1.1 to 2.0 the fifth is 1.5 and the ninth 1.9.
    List<ChangeOutcome> outcomes =
        Stream.concat(
                LongStream.rangeClosed(11, 20)
                    .mapToObj(actual -> ChangeForecastTest.outcome("update", 10, actual)),
                Stream.of(ChangeForecastTest.outcome("delete", 10, 30)))
            .toList();

    assertThat(PastErrors.of(outcomes).kinds())
        .containsExactly(
            new PastErrors.OfKind("delete", 1, 3, 3),
            new PastErrors.OfKind("update", 10, 1.5, 1.9));
  }
}
