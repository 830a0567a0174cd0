package dev.ballast.change.rehearse;

import dev.ballast.change.rehearse.TrafficEffect.Script;
import dev.ballast.evidence.ByteSize;
import dev.ballast.evidence.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// A rehearsal in one sentence: what is locked and for how long, what is written, who waits,
/// whether it can be undone.
final class Headline {
  /// By chance some statements always come due together.
  private static final int LEAST = 4;

  private static final int MORE = 2;

  private Headline() {}

  /// @param oneWay why there is no way back, where none is wanted
  static String of(Measured measured, RollbackProof rollback, Optional<String> oneWay) {
    List<String> parts = new ArrayList<>();
    measured.stopped().ifPresent(why -> parts.add("it does not run to its end: " + why));
    measured
        .worstForwards()
        .ifPresentOrElse(
            blockage -> parts.add(lock(measured, blockage)),
            () -> parts.add("no lock that readers or writers wait for"));
    measured.traffic().flatMap(t -> waiting(t)).ifPresent(parts::add);
    parts.add(
        measured.rows()
            ? new ByteSize(measured.walBytes()) + " of WAL"
            : "durations and WAL " + Measured.NO_ROWS);
    measured.lag().ifPresent(lag -> parts.add("a standby lags " + Seconds.of(lag.longest())));
    parts.add(undone(rollback, oneWay));
    return String.join(", ", parts);
  }

  private static String lock(Measured measured, Measured.Blockage blockage) {
    long written = rewritten(measured, blockage).mapToLong(FileChange::bytes).sum();
    if (!measured.rows()) {
      return "%s on %s%s"
          .formatted(
              blockage.lock().mode().sql(),
              blockage.lock().relation(),
              rewritten(measured, blockage).findAny().isPresent() ? " (rewritten)" : "");
    }
    return "%s on %s for %s%s"
        .formatted(
            blockage.lock().mode().sql(),
            blockage.lock().relation(),
            Seconds.of(blockage.longest()),
            written == 0 ? "" : " (" + new ByteSize(written) + " rewritten)");
  }

  private static Stream<FileChange> rewritten(Measured measured, Measured.Blockage blockage) {
    return measured.quiet().stream()
        .filter(script -> script.file().equals(blockage.script().file()))
        .filter(script -> script.direction() == blockage.script().direction())
        .flatMap(script -> script.statements().stream())
        .filter(statement -> statement.number() == blockage.statement().number())
        .flatMap(statement -> statement.files().stream())
        .filter(change -> change.kind() == FileChange.Kind.REWRITTEN);
  }

  /// Statements that came due while another script ran than the traffic's own and had to wait.
  private static Optional<String> waiting(TrafficEffect traffic) {
    int most =
        traffic.during().stream()
            .map(Script::traffic)
            .mapToInt(TrafficStretch::waitingAtMost)
            .max()
            .orElse(0);
    long failed =
        traffic.during().stream().map(Script::traffic).mapToLong(TrafficStretch::failed).sum();
    List<String> parts = new ArrayList<>();
    if (most >= MORE * Math.max(LEAST, traffic.before().waitingAtMost())) {
      parts.add("%d statements waiting at %s/s".formatted(most, rate(traffic.ratePerSecond())));
    }
    if (failed > 0) {
      parts.add(failed + " statements failed");
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", parts));
  }

  private static String rate(double perSecond) {
    return String.format(Locale.ROOT, perSecond < 10 ? "%.1f" : "%.0f", perSecond);
  }

  private static String undone(RollbackProof rollback, Optional<String> oneWay) {
    return switch (rollback.verdict()) {
      case Verdict.Proved _ -> "undone completely by its rollback";
      case Verdict.Refuted refuted -> "not undone by its rollback: " + refuted.reason();
      case Verdict.Undecided undecided ->
          oneWay
              .map(why -> "one-way: " + why)
              .orElseGet(() -> "rollback undecided: " + undecided.reason());
    };
  }
}
