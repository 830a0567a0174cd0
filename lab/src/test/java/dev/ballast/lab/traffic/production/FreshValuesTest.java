package dev.ballast.lab.traffic.production;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class FreshValuesTest {
  private final SplittableRandom random = new SplittableRandom(1);

  private static Optional<FreshValues> of(String type, int length, Optional<String> greatest) {
    return FreshValues.of(new CloneTable.Column("c", type, length, true, true), greatest);
  }

  @Test
  void numbersFollowTheGreatest() {
    FreshValues fresh = of("bigint", -1, Optional.of("41")).orElseThrow();
    assertThat(fresh.next(random)).isEqualTo("42");
    assertThat(fresh.next(random)).isEqualTo("43");
    assertThat(of("numeric", -1, Optional.of("1.5")).orElseThrow().next(random)).isEqualTo("2.5");
    assertThat(of("integer", -1, Optional.empty()).orElseThrow().next(random)).isEqualTo("1");
  }

  @Test
  void textsDifferAndFit() {
    FreshValues fresh = of("character varying", 4, Optional.empty()).orElseThrow();
    assertThat(IntStream.range(0, 1000).mapToObj(i -> fresh.next(random)).toList())
        .doesNotHaveDuplicates()
        .allMatch(text -> text.length() <= 4);
    FreshValues free = of("text", -1, Optional.empty()).orElseThrow();
    assertThat(free.next(random)).startsWith("1-");
  }

  @Test
  void uuidsAreUuids() {
    String uuid = of("uuid", -1, Optional.empty()).orElseThrow().next(random);
    assertThat(UUID.fromString(uuid).toString()).isEqualTo(uuid);
  }

  @Test
  void otherTypesHaveNone() {
    assertThat(of("boolean", -1, Optional.empty())).isEmpty();
    assertThat(of("jsonb", -1, Optional.empty())).isEmpty();
  }
}
