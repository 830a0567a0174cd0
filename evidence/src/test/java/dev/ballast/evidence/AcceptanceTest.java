package dev.ballast.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AcceptanceTest {
  private static final Verdict NO_CHECKSUMS =
      Verdict.undecided(UndecidedCause.PAGE_CHECKSUMS_OFF, "the cluster keeps no page checksums");

  private static Proof proof(Verdict structure, Verdict content) {
    return new Proof(
        "claim",
        "subject",
        Instant.EPOCH,
        Instant.EPOCH,
        List.of(
            new LevelResult(Level.L4, structure, Duration.ZERO, "structure", List.of()),
            new LevelResult(Level.L6, content, Duration.ZERO, "content", List.of())),
        List.of(),
        Duration.ZERO,
        List.of(),
        "none",
        "ballast prove");
  }

  private static List<Level> accepted(Verdict structure, Verdict content, String... names) {
    return Acceptance.of(List.of(names)).orElseThrow().accepted(proof(structure, content)).stream()
        .map(LevelResult::level)
        .toList();
  }

  @Test
  void acceptsAnUndecidedLevelByItsNameOrByItsCause() {
    assertThat(accepted(NO_CHECKSUMS, Verdict.proved(), "L4")).containsExactly(Level.L4);
    assertThat(accepted(NO_CHECKSUMS, Verdict.proved(), "page-checksums-off"))
        .containsExactly(Level.L4);
    assertThat(accepted(NO_CHECKSUMS, Verdict.proved(), "L6")).isEmpty();
    assertThat(accepted(NO_CHECKSUMS, Verdict.proved())).isEmpty();
  }

  @Test
  void aCauseDoesNotCoverWhatElseIsUndecidedInTheLevel() {
    Verdict both = Verdict.undecided("an index was not compared").and(NO_CHECKSUMS);

    assertThat(accepted(both, Verdict.proved(), "page-checksums-off")).isEmpty();
    assertThat(accepted(NO_CHECKSUMS.and(both), Verdict.proved(), "page-checksums-off")).isEmpty();
    assertThat(accepted(Verdict.proved().and(NO_CHECKSUMS), Verdict.proved(), "page-checksums-off"))
        .containsExactly(Level.L4);
  }

  @Test
  void nothingIsAcceptedBesideARefutedOrAnotherUndecidedLevel() {
    assertThat(accepted(NO_CHECKSUMS, Verdict.refuted("a row is lost"), "L4", "L6")).isEmpty();
    assertThat(accepted(NO_CHECKSUMS, Verdict.undecided("not read"), "L4")).isEmpty();
    assertThat(accepted(NO_CHECKSUMS, Verdict.undecided("not read"), "L4", "L6"))
        .containsExactly(Level.L4, Level.L6);
  }

  @Test
  void otherNamesAreRefused() {
    assertThat(Acceptance.of(List.of("L4", "l6"))).isEmpty();
    assertThat(Acceptance.allowed()).isEqualTo("L0 to L6 or page-checksums-off");
  }

  @Test
  void evidenceWithoutCausesIsReadAsBefore() {
    byte[] old =
        "{\"verdict\":\"undecided\",\"reason\":\"not read\"}".getBytes(StandardCharsets.UTF_8);

    assertThat(Json.read(old, Verdict.class)).isEqualTo(Verdict.undecided("not read"));
    assertThat(new String(Json.write(Verdict.undecided("not read")), StandardCharsets.UTF_8))
        .isEqualTo("{\"verdict\":\"undecided\",\"reason\":\"not read\"}");
    assertThat(Json.read(Json.write(NO_CHECKSUMS), Verdict.class)).isEqualTo(NO_CHECKSUMS);
  }
}
