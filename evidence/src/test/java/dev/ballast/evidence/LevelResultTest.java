package dev.ballast.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every verdict that a level can have, made in every way there is.
class LevelResultTest {
  static Stream<LevelResult> everyLevelThatIsNotProved() {
    List<Verdict> verdicts = new ArrayList<>();
    for (String reason : List.of("index i is damaged", "", " \n")) {
      verdicts.add(Verdict.refuted(reason));
      verdicts.add(Verdict.undecided(reason));
    }
    List.copyOf(verdicts).forEach(v -> verdicts.add(Verdict.proved().and(v)));
    verdicts.add(verdicts.get(0).and(verdicts.get(1)));
    verdicts.add(verdicts.get(1).and(verdicts.get(0)));
    return Arrays.stream(Level.values())
        .flatMap(level -> verdicts.stream().map(verdict -> of(level, verdict)));
  }

  private static LevelResult of(Level level, Verdict verdict) {
    return new LevelResult(level, verdict, Duration.ZERO, "573 indexes are built right", List.of());
  }

  @ParameterizedTest
  @MethodSource("everyLevelThatIsNotProved")
  void whatIsNotProvedHasAReasonAlsoInTheEvidence(LevelResult result) {
    String reason = result.verdict().why().orElseThrow();

    assertThat(reason).isNotBlank();
    byte[] evidence = Json.write(result);
    assertThat(new String(evidence, StandardCharsets.UTF_8))
        .contains("\"reason\":\"" + reason + "\"");
    assertThat(Json.read(evidence, LevelResult.class)).isEqualTo(result);
  }
}
