package dev.ballast.report.protect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Acceptance;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Level;
import dev.ballast.evidence.LevelResult;
import dev.ballast.evidence.Phase;
import dev.ballast.evidence.Proof;
import dev.ballast.evidence.UndecidedCause;
import dev.ballast.evidence.Verdict;
import dev.ballast.evidence.json.Json;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import dev.ballast.report.Style;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every report of levels names why one is not proved, whatever else is said of it.
class ReasonsTest {
  private static final String REASON = "index public.orders_code_idx is damaged";
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

  static Stream<LevelResult> levels() {
    List<Verdict> verdicts = List.of(Verdict.refuted(REASON), Verdict.undecided(REASON));
    List<String> summaries = List.of("573 indexes are built right", REASON, "");
    List<List<String>> facts = List.of(List.of(), List.of(REASON), List.of("another fact"));
    return Arrays.stream(Level.values())
        .flatMap(
            level ->
                verdicts.stream()
                    .flatMap(
                        verdict ->
                            summaries.stream()
                                .flatMap(
                                    summary ->
                                        facts.stream()
                                            .map(fact -> of(level, verdict, summary, fact)))));
  }

  private static LevelResult of(Level level, Verdict verdict, String summary, List<String> facts) {
    return new LevelResult(level, verdict, Duration.ofSeconds(1), summary, facts);
  }

  private static Proof proof(LevelResult level) {
    return new Proof(
        "backup b restores to the content its source had",
        "shop b",
        NOW,
        NOW,
        List.of(level),
        List.of(new Phase("restore", Duration.ofSeconds(1), 1)),
        Duration.ofSeconds(1),
        List.of("Ballast"),
        "none",
        "ballast prove");
  }

  private static Scorecard scorecard(LevelResult level) {
    Verdict met = Verdict.proved();
    return new Scorecard(
        Optional.of(1L),
        proof(level),
        List.of(new Scorecard.Answer("a recovery takes at most", "1 h", "1 s", met)),
        new Scorecard.Workload(1, 0, 1, Duration.ofMillis(1), Duration.ofMillis(1)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static String text(Report report) {
    Page page = new Page(Style.PLAIN);
    report.print(page);
    return page.toString();
  }

  @ParameterizedTest
  @MethodSource("levels")
  void theReasonIsPrintedOnceAndStoredInEveryForm(LevelResult level) {
    List<Report> reports =
        List.of(
            ProofReport.of(1, proof(level)),
            new StoredReport("b", "shop", List.of(level)),
            new ScorecardReport(scorecard(level), Optional.empty()));

    for (Report report : reports) {
      assertThat(text(report)).containsOnlyOnce(REASON);
      assertThat(new String(Json.write(report), StandardCharsets.UTF_8)).contains(REASON);
    }
  }

  @Test
  void whatIsAcceptedIsNamedAndEndsTheRunWellAndChangesNoVerdict() {
    LevelResult level =
        of(
            Level.L4,
            Verdict.undecided(UndecidedCause.PAGE_CHECKSUMS_OFF, "no page checksums"),
            "all",
            List.of());
    ProofReport strict =
        ProofReport.of(Optional.of(1L), proof(level), Optional.empty(), Acceptance.NONE);
    ProofReport lenient =
        ProofReport.of(
            Optional.of(1L),
            proof(level),
            Optional.empty(),
            Acceptance.of(List.of("page-checksums-off")).orElseThrow());

    assertThat(strict.exit()).isEqualTo(ExitCode.FOUND);
    assertThat(text(strict)).doesNotContain("accept");
    assertThat(lenient.exit()).isEqualTo(ExitCode.DONE);
    assertThat(text(lenient))
        .startsWith("UNDECIDED: ")
        .contains(
            "\naccepted         L4 undecided, as accept-undecided says; the exit code is 0\n");
    assertThat(new String(Json.write(lenient), StandardCharsets.UTF_8))
        .contains("\"accepted\":[\"L4\"]");
    assertThat(new String(Json.write(strict), StandardCharsets.UTF_8)).doesNotContain("accepted");
  }

  @Test
  void nothingIsAcceptedOfWhatIsRefuted() {
    LevelResult level = of(Level.L4, Verdict.refuted("a row is lost"), "all", List.of());

    assertThat(
            ProofReport.of(
                    Optional.of(1L),
                    proof(level),
                    Optional.empty(),
                    Acceptance.of(List.of("L4")).orElseThrow())
                .exit())
        .isEqualTo(ExitCode.REFUTED);
  }

  @Test
  void anObjectiveThatIsMissedNamesItsReason() {
    LevelResult proved = of(Level.L0, Verdict.proved(), "all", List.of());
    Scorecard sound = scorecard(proved);
    Scorecard missed =
        new Scorecard(
            Optional.of(1L),
            sound.proof(),
            List.of(
                new Scorecard.Answer(
                    "a recovery takes at most", "1 s", "1 h", Verdict.refuted("1 h is over 1 s"))),
            sound.workload(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    assertThat(text(new ScorecardReport(missed, Optional.empty())))
        .contains("\nnot met, a recovery takes at most: 1 h is over 1 s\n");
    assertThat(text(new ScorecardReport(sound, Optional.empty())))
        .doesNotContain("not met", "not proved");
  }

  @Test
  void aLostWriteEndsWithItsOwnExitCode() {
    Scorecard sound = scorecard(of(Level.L0, Verdict.proved(), "all", List.of()));
    LossDrill one = new LossDrill(100, 1, 2, Duration.ofSeconds(9), "0/1", Duration.ofSeconds(3));
    Scorecard lossy =
        new Scorecard(
            Optional.of(1L),
            sound.proof(),
            sound.objectives(),
            sound.workload(),
            Optional.of(one),
            Optional.empty(),
            Optional.empty());

    assertThat(new ScorecardReport(sound, Optional.empty()).exit()).isEqualTo(ExitCode.DONE);
    assertThat(new ScorecardReport(lossy, Optional.empty()).exit()).isEqualTo(ExitCode.REFUTED);
    assertThat(text(new ScorecardReport(lossy, Optional.empty())))
        .contains("acknowledged writes lost: 1; committed and never acknowledged: 2");
  }
}
