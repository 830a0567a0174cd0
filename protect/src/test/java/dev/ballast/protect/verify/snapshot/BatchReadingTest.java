package dev.ballast.protect.verify.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.protect.verify.content.LockSlots;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BatchReadingTest {
  private static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  @Test
  void everythingIsDealtOutOnceAndNoBatchIsTooLarge() {
    List<List<Integer>> batches = BatchReading.batches(numbers(5000), 53, 8);

    assertThat(batches).allSatisfy(batch -> assertThat(batch).hasSizeBetween(1, 53));
    assertThat(batches.stream().flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(numbers(5000));
  }

  @Test
  void theLargestAreEachTheFirstOfABatch() {
    assertThat(BatchReading.batches(numbers(100), 200, 8))
        .extracting(List::getFirst)
        .containsExactlyElementsOf(numbers(8));
  }

  @Test
  void fewMakeNoEmptyBatch() {
    assertThat(BatchReading.batches(numbers(3), 200, 8)).hasSize(3);
    assertThat(BatchReading.batches(List.of(), 200, 8)).isEmpty();
  }

  @Test
  void aReadingTakesAtMostAQuarterOfTheSlots() {
    LockSlots few = new LockSlots(64 * 20);

    assertThat(few.batch(2) * 2 * 3).isLessThanOrEqualTo(64 * 20 / 4);
    assertThat(few.held(2) * 2).isLessThanOrEqualTo(64 * 20 / 4);
    assertThat(new LockSlots(10).batch(64)).isEqualTo(1);
    assertThat(new LockSlots(1_000_000).batch(1)).isEqualTo(200);
  }
}
