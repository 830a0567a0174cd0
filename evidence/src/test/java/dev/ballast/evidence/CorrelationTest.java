package dev.ballast.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorrelationTest {
  @Test
  void itIsThereWithinAndInThreadsThatAreStartedWithinAndNowhereElse() {
    assertThat(Correlation.current()).isEmpty();
    AtomicReference<Optional<String>> inner = new AtomicReference<>(Optional.empty());
    Correlation.within(
        "outer",
        () -> {
          assertThat(Correlation.current()).hasValue("outer");
          Correlation.within("inner", () -> join(inner));
          return Correlation.current();
        });
    assertThat(inner.get()).hasValue("inner");
    assertThat(Correlation.current()).isEmpty();
  }

  private static boolean join(AtomicReference<Optional<String>> seen) {
    Thread thread = Thread.ofVirtual().start(() -> seen.set(Correlation.current()));
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return true;
  }

  @Test
  void itEndsWithAnExceptionToo() {
    assertThatThrownBy(
            () ->
                Correlation.within(
                    "a",
                    () -> {
                      throw new IllegalStateException();
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(Correlation.current()).isEmpty();
  }

  @Test
  void aFreshOneIsWellFormed() {
    assertThat(Correlation.fresh()).matches("[0-9a-f]{8}").matches(Correlation::isWellFormed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a\nb", "\"", "é", "123456789012345678901234567890123"})
  void whatCouldBreakALineOrANameIsNotOne(String text) {
    assertThat(Correlation.isWellFormed(text)).isFalse();
  }
}
