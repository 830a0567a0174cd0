package dev.ballast.report.protect;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ballast.evidence.Acceptance;
import dev.ballast.evidence.ByteSize;
import dev.ballast.evidence.Durations;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Level;
import dev.ballast.evidence.LevelResult;
import dev.ballast.evidence.Phase;
import dev.ballast.evidence.Proof;
import dev.ballast.evidence.RehearsedPoint;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import dev.ballast.report.Verdicts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// A proof in human-readable form, and as JSON.
///
/// @param evidence the entry of the evidence log that holds it; empty where the log could not take
///     it
/// @param afterwards what failed once the proof was finished
/// @param accepted the undecided levels that the operator has declared to accept, where that is
///     all there is against the proof; in the JSON form only where there are any
public record ProofReport(
    Optional<Long> evidence,
    Proof proof,
    Optional<Fault> afterwards,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Level> accepted)
    implements Report {
  public ProofReport {
    requireNonNull(evidence, "evidence is null");
    requireNonNull(proof, "proof is null");
    requireNonNull(afterwards, "afterwards is null");
    accepted = List.copyOf(accepted);
  }

  /// A proof as an entry of the log has it.
  public static ProofReport of(long entry, Proof proof) {
    return new ProofReport(Optional.of(entry), proof, Optional.empty(), List.of());
  }

  /// A proof that was just made.
  ///
  /// @param acceptance what is accepted without a decision
  public static ProofReport of(
      Optional<Long> evidence, Proof proof, Optional<Fault> afterwards, Acceptance acceptance) {
    return new ProofReport(
        evidence,
        proof,
        afterwards,
        acceptance.accepted(proof).stream().map(LevelResult::level).toList());
  }

  @Override
  public String schema() {
    return "proof/1";
  }

  /// Log that is whole and not recent enough is found, as a missed objective is elsewhere.
  @Override
  public ExitCode exit() {
    ExitCode exit = accepted.isEmpty() ? Verdicts.exit(proof.verdict()) : ExitCode.DONE;
    boolean recent = proof.point().map(point -> point.verdict().isProved()).orElse(true);
    return exit == ExitCode.DONE && !recent ? ExitCode.FOUND : exit;
  }

  @Override
  public void print(Page page) {
    page.line(Verdicts.word(page.style(), proof.verdict()) + ": " + proof.claim());
    reasons(page, proof.levels());
    page.blank();
    levels(page, proof.levels());
    page.blank();
    phases(page, proof);
    page.blank();
    page.line(
        "recovery time    "
            + Durations.text(proof.recoveryTimeForecast())
            + " from vault to writable server, by this run's rates");
    proof.point().ifPresent(point -> recoveryPoint(page, point));
    page.line("versions         " + String.join("; ", proof.versions()));
    page.line("isolation        " + proof.isolation());
    if (!accepted.isEmpty()) {
      page.line(
          "accepted         "
              + accepted.stream().map(Level::name).collect(Collectors.joining(", "))
              + " undecided, as accept-undecided says; the exit code is 0");
    }
    page.line(
        "evidence         "
            + evidence
                .map(entry -> "entry " + entry + ": ballast evidence show " + entry)
                .orElse("NOT RECORDED: the evidence log could not take this proof"));
    page.line("run again        " + proof.rerun());
  }

  private static void recoveryPoint(Page page, RehearsedPoint point) {
    page.line(
        "recovery point   %s on timeline %d%s"
            .formatted(
                point.lsn(),
                point.timeline(),
                point
                    .lastCommit()
                    .map(at -> ", last transaction committed at " + at)
                    .orElse(", no transaction behind the backup")));
    page.line(
        "                 %s: %s"
            .formatted(
                Verdicts.word(page.style(), point.verdict()),
                point
                    .verdict()
                    .why()
                    .or(
                        () ->
                            point
                                .lag()
                                .map(
                                    lag ->
                                        "the vault had all that the server had written, after "
                                            + Durations.text(lag)))
                    .orElse("the last transaction is recent enough")
                    .concat("; the objective is " + Durations.text(point.asked()))));
  }

  /// Why each level is not proved, under the sentence that says so.
  static void reasons(Page page, List<LevelResult> levels) {
    for (LevelResult level : levels) {
      level
          .verdict()
          .why()
          .ifPresent(
              why ->
                  page.line(
                      "   %s %s: %s".formatted(level.level().name(), level.level().title(), why)));
    }
  }

  /// The table of levels, with what stands behind each. What [#reasons] has printed is left out.
  static void levels(Page page, List<LevelResult> levels) {
    List<List<String>> rows = new ArrayList<>();
    for (LevelResult level : levels) {
      rows.add(
          List.of(
              level.level().name(),
              level.level().title(),
              Verdicts.word(page.style(), level.verdict()),
              Durations.text(level.took()),
              isReason(level, level.summary()) ? "see above" : level.summary()));
    }
    page.table(List.of("LEVEL", "", "VERDICT", "TOOK", "WHAT WAS COVERED"), rows);
    for (LevelResult level : levels) {
      List<String> rest = level.facts().stream().filter(fact -> !isReason(level, fact)).toList();
      if (rest.isEmpty()) {
        continue;
      }
      page.blank();
      page.line(level.level().name() + " " + level.level().claim());
      rest.forEach(fact -> page.line("   " + fact));
    }
  }

  private static boolean isReason(LevelResult level, String text) {
    return level.verdict().why().equals(Optional.of(text));
  }

  private static void phases(Page page, Proof proof) {
    List<List<String>> rows = new ArrayList<>();
    for (Phase phase : proof.phases()) {
      rows.add(
          List.of(
              phase.name(),
              Durations.text(phase.took()),
              phase.bytes() == 0 ? "" : new ByteSize(phase.bytes()).toString(),
              phase.bytes() == 0
                  ? ""
                  : String.format(Locale.ROOT, "%.0f MB/s", phase.bytesPerSecond() / (1 << 20))));
    }
    page.table(List.of("PHASE", "TOOK", "BYTES", "RATE"), rows);
  }
}
