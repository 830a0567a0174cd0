package dev.ballast.evidence;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A claim, the run that tested it, and how to run it again.
///
/// @param claim the sentence that is proved or refuted
/// @param subject what the claim is about, for a backup its target's name and its id
/// @param levels each level's result, weakest level first
/// @param recoveryTimeForecast how long a recovery of today's size is expected to take, from this
/// run's phase rates
/// @param versions the versions that took part: Ballast, source server, restoring server, Java
/// @param isolation what kept the code of the proved databases from the machine it ran on
/// @param rerun the command that runs this proof again
/// @param point where a proof of the log recovered to; only such a proof has one
public record Proof(
    String claim,
    String subject,
    Instant startedAt,
    Instant endedAt,
    List<LevelResult> levels,
    List<Phase> phases,
    Duration recoveryTimeForecast,
    List<String> versions,
    String isolation,
    String rerun,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<RehearsedPoint> point) {
  public Proof {
    requireNonNull(claim, "claim is null");
    requireNonNull(subject, "subject is null");
    requireNonNull(startedAt, "startedAt is null");
    requireNonNull(endedAt, "endedAt is null");
    levels = List.copyOf(levels);
    phases = List.copyOf(phases);
    requireNonNull(recoveryTimeForecast, "recoveryTimeForecast is null");
    versions = List.copyOf(versions);
    // Evidence of before there was a sandbox has no such entry.
    isolation = requireNonNullElse(isolation, "not recorded");
    requireNonNull(rerun, "rerun is null");
    // Evidence of before the log was proved has no such entry.
    point = requireNonNullElse(point, Optional.empty());
  }

  /// A proof of a backup.
  public Proof(
      String claim,
      String subject,
      Instant startedAt,
      Instant endedAt,
      List<LevelResult> levels,
      List<Phase> phases,
      Duration recoveryTimeForecast,
      List<String> versions,
      String isolation,
      String rerun) {
    this(
        claim,
        subject,
        startedAt,
        endedAt,
        levels,
        phases,
        recoveryTimeForecast,
        versions,
        isolation,
        rerun,
        Optional.empty());
  }

  /// The verdict of the whole: every level joined.
  public Verdict verdict() {
    return levels.stream().map(LevelResult::verdict).reduce(Verdict.proved(), Verdict::and);
  }
}
