package dev.ballast.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

final class AfterwardsTest {
  private final Afterwards afterwards = new Afterwards();

  private static Fault fault(String message) {
    return Fault.of(CommonError.INTERNAL_ERROR, message).detail("of " + message);
  }

  @Test
  void aCleanUpThatFailsBehindTheResultIsKeptForLater() {
    try (Afterwards.Step step = afterwards.step(() -> fail("removal"))) {
      step.reached();
    }

    assertThat(afterwards.fault())
        .hasValueSatisfying(f -> assertThat(f.getMessage()).isEqualTo("removal"));
  }

  @Test
  void aCleanUpThatFailsBeforeTheResultIsThrown() {
    assertThatExceptionOfType(Fault.class).isThrownBy(this::failsBeforeTheResult);
    assertThat(afterwards.fault()).isEmpty();
  }

  private void failsBeforeTheResult() {
    try (Afterwards.Step step = afterwards.step(() -> fail("removal"))) {
      assertThat(step).isNotNull();
    }
  }

  @Test
  void theFirstOfSeveralIsReportedWithTheOthersInItsDetail() {
    afterwards.attempt(() -> fail("removal"));
    afterwards.add(fault("log"));

    Fault all = afterwards.fault().orElseThrow();

    assertThat(all.getMessage()).isEqualTo("removal");
    assertThat(all.detail().orElseThrow())
        .isEqualTo("of removal\nalso: log (internal-error): of log");
  }

  @Test
  void nothingThatFailedIsNoFault() {
    afterwards.attempt(() -> {});

    assertThat(afterwards.fault()).isEmpty();
  }

  private static void fail(String message) {
    throw fault(message);
  }
}
