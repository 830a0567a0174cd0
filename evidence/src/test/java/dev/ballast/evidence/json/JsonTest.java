package dev.ballast.evidence.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Level;
import dev.ballast.evidence.LevelResult;
import dev.ballast.evidence.Phase;
import dev.ballast.evidence.Proof;
import dev.ballast.evidence.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;

class JsonTest {
  private static final Proof PROOF =
      new Proof(
          "it restores",
          "shop b1",
          Instant.parse("2026-11-20T07:00:00Z"),
          Instant.parse("2026-11-20T07:01:00Z"),
          List.of(
              new LevelResult(
                  Level.L0, Verdict.proved(), Duration.ofMillis(1500), "3 objects", List.of("a")),
              new LevelResult(
                  Level.L1, Verdict.undecided("no server"), Duration.ZERO, "no", List.of())),
          List.of(new Phase("backup", Duration.ofSeconds(2), 4096)),
          Duration.ofSeconds(5),
          List.of("Java 25"),
          "no sandbox",
          "ballast prove");

  @Test
  void aProofComesBackAsItWas() {
    assertThat(Json.read(Json.write(PROOF), Proof.class)).isEqualTo(PROOF);
  }

  @Test
  void keysStandInTheOrderOfTheComponentsAndTimesAreIso8601() {
    assertThat(new String(Json.write(PROOF.phases().getFirst()), StandardCharsets.UTF_8))
        .isEqualTo("{\"name\":\"backup\",\"took\":\"PT2S\",\"bytes\":4096}");
  }

  @Test
  void aVerdictIsNamedAndCarriesItsReason() {
    assertThat(new String(Json.write(Verdict.refuted("gap")), StandardCharsets.UTF_8))
        .isEqualTo("{\"verdict\":\"refuted\",\"reason\":\"gap\"}");
  }

  @Test
  void anUnknownKeyAndWhatFollowsTheValueAreErrors() {
    byte[] unknown =
        "{\"name\":\"a\",\"took\":\"PT1S\",\"bytes\":1,\"more\":1}"
            .getBytes(StandardCharsets.UTF_8);
    byte[] trailing =
        "{\"name\":\"a\",\"took\":\"PT1S\",\"bytes\":1} 2".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> Json.read(unknown, Phase.class)).isInstanceOf(JacksonException.class);
    assertThatThrownBy(() -> Json.read(trailing, Phase.class)).isInstanceOf(JacksonException.class);
  }
}
