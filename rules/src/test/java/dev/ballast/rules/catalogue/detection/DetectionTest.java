package dev.ballast.rules.catalogue.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Severity;
import dev.ballast.rules.lint.ScriptReport;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every case of the corpus, judged by all rules as they are by default on PostgreSQL 18.
class DetectionTest {
  private static final int HAZARDS = 155;
  private static final int HARMLESS = 60;

  static Stream<DetectionCase> hazards() {
    return Corpus.hazards().stream();
  }

  static Stream<DetectionCase> harmless() {
    return Corpus.harmless().stream();
  }

  @ParameterizedTest
  @MethodSource("hazards")
  void aHazardIsFoundByItsRule(DetectionCase each) {
    ScriptReport report = each.report(Corpus.history());

    assertThat(each.rule()).isPresent();
    assertThat(report.unanalysed()).filteredOn(unanalysed -> unanalysed.syntaxError()).isEmpty();
    assertThat(report.hazards())
        .as("%s%n%s", each, each.sql())
        .extracting(hazard -> hazard.rule())
        .contains(each.rule().orElseThrow());
  }

  @ParameterizedTest
  @MethodSource("harmless")
  void aHarmlessChangeRaisesNoAlarm(DetectionCase each) {
    ScriptReport report = each.report(Corpus.history());

    assertThat(report.unanalysed()).isEmpty();
    assertThat(report.hazards())
        .as("%s%n%s", each, each.sql())
        .filteredOn(hazard -> hazard.severity() != Severity.INFO)
        .extracting(hazard -> hazard.rule() + ": " + hazard.what())
        .isEmpty();
  }

  @Test
  void theCorpusIsWideAndNoCaseStandsInItTwice() {
    List<String> hazards = hazards().map(DetectionCase::migration).toList();
    List<String> harmless = harmless().map(DetectionCase::migration).toList();

    assertThat(hazards).hasSizeGreaterThanOrEqualTo(HAZARDS);
    assertThat(harmless).hasSizeGreaterThanOrEqualTo(HARMLESS).doesNotHaveDuplicates();
    assertThat(harmless).doesNotContainAnyElementsOf(hazards);
  }
}
