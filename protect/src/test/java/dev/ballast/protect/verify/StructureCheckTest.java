package dev.ballast.protect.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Acceptance;
import dev.ballast.evidence.Level;
import dev.ballast.evidence.LevelResult;
import dev.ballast.evidence.Proof;
import dev.ballast.evidence.Verdict;
import dev.ballast.postgres.page.PageChecksumReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StructureCheckTest {
  private static final PageChecksumReport OFF =
      new PageChecksumReport(false, 0, 0, 0, 0, List.of());

  private static LevelResult structure(Verdict verdict) {
    return new LevelResult(Level.L4, verdict, Duration.ofSeconds(1), "structure", List.of());
  }

  private static List<LevelResult> accepted(LevelResult level) {
    return Acceptance.of(List.of("page-checksums-off"))
        .orElseThrow()
        .accepted(
            new Proof(
                "claim",
                "subject",
                Instant.EPOCH,
                Instant.EPOCH,
                List.of(level),
                List.of(),
                Duration.ZERO,
                List.of(),
                "none",
                "ballast prove"));
  }

  @Test
  void withoutPageChecksumsTheLevelIsUndecidedByACauseThatCanBeAccepted() {
    LevelResult joined = StructureCheck.join(structure(Verdict.proved()), OFF);

    assertThat(joined.verdict()).isInstanceOf(Verdict.Undecided.class);
    assertThat(joined.summary()).isEqualTo("page checksums are off; structure");
    assertThat(accepted(joined)).containsExactly(joined);
  }

  @Test
  void anIndexThatWasNotComparedIsNotAcceptedWithThem() {
    Verdict open = Verdict.undecided("an index was not compared");

    assertThat(accepted(StructureCheck.join(structure(open), OFF))).isEmpty();
  }

  @Test
  void aRefutedStructureStaysRefutedWithoutThem() {
    LevelResult joined = StructureCheck.join(structure(Verdict.refuted("a row is lost")), OFF);

    assertThat(joined.verdict()).isEqualTo(Verdict.refuted("a row is lost"));
    assertThat(accepted(joined)).isEmpty();
  }
}
