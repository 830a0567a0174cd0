package dev.ballast.report.protect;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Durations;
import dev.ballast.evidence.Verdict;
import java.time.Duration;

/// A primary that was lost under traffic, and what came back of it from the vault.
///
/// @param acknowledged writes that the traffic was assured of, from its beginning to the loss
/// @param lost of them, those that the recovered server does not have
/// @param unacknowledged writes that it has although nobody was assured of them
/// @param sinceBackup from the end of the backup to the loss
/// @param recoveredTo the LSN that the recovered server reached
/// @param outage from the loss to a server that takes writes
public record LossDrill(
    long acknowledged,
    long lost,
    long unacknowledged,
    Duration sinceBackup,
    String recoveredTo,
    Duration outage) {
  public LossDrill {
    requireNonNull(sinceBackup, "sinceBackup is null");
    requireNonNull(recoveredTo, "recoveredTo is null");
    requireNonNull(outage, "outage is null");
  }

  /// What was measured, as a lead reads it.
  String measured() {
    return "%d of %,d acknowledged writes, primary lost by kill -9".formatted(lost, acknowledged);
  }

  Verdict verdict() {
    return lost == 0
        ? Verdict.proved()
        : Verdict.refuted(lost + " acknowledged writes are not in the recovered server");
  }

  /// The whole of it in a sentence.
  String sentence() {
    return "kill -9 %s after the backup; back from the vault at %s after %s; acknowledged writes lost: %d; committed and never acknowledged: %d"
        .formatted(
            Durations.text(sinceBackup), recoveredTo, Durations.text(outage), lost, unacknowledged);
  }
}
