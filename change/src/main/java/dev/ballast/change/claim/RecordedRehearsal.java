package dev.ballast.change.claim;

import static java.util.Objects.requireNonNull;

import dev.ballast.change.forecast.PredictionRecord;
import dev.ballast.change.rehearse.ChangeDigest;
import dev.ballast.change.rehearse.PlannedChange;
import dev.ballast.change.rehearse.Production;
import dev.ballast.change.rehearse.Rehearsal;
import dev.ballast.change.rehearse.RehearsalRequest;
import dev.ballast.change.rehearse.RehearsalResult;
import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Progress;
import dev.ballast.evidence.Verdict;
import dev.ballast.lab.clone.Lab;
import dev.ballast.vault.Vault;
import dev.ballast.vault.log.EvidenceLog;
import java.util.Optional;

/// Rehearses a change on the clone that was chosen, and records the result: the whole way from a
/// change to evidence, for every front end.
public final class RecordedRehearsal {
  private RecordedRehearsal() {}

  /// Where a change is rehearsed and recorded.
  ///
  /// @param vault whose evidence log takes the result; empty where nothing is recorded
  /// @param rerun the command that runs it again
  public record Place(Lab lab, CloneChoice choice, Optional<Vault> vault, String rerun) {
    public Place {
      requireNonNull(lab, "lab is null");
      requireNonNull(choice, "choice is null");
      requireNonNull(vault, "vault is null");
      requireNonNull(rerun, "rerun is null");
    }
  }

  /// A rehearsal and where it is recorded.
  ///
  /// @param entry the number of its entry; empty where there is none
  /// @param toRecord whether there was a vault to record it in
  /// @param rerun the command that runs it again
  /// @param afterwards what failed once the result was reached
  public record Outcome(
      RehearsalResult result,
      ChangeDigest change,
      Optional<Long> entry,
      boolean toRecord,
      String rerun,
      Optional<Fault> afterwards) {
    public Outcome {
      requireNonNull(result, "result is null");
      requireNonNull(change, "change is null");
      requireNonNull(entry, "entry is null");
      requireNonNull(rerun, "rerun is null");
      requireNonNull(afterwards, "afterwards is null");
    }

    /// The policy's verdict, which is undecided where a file could not be read: the change may be
    /// more than what ran.
    public Verdict verdict() {
      return RehearsalClaim.verdict(result.verdict(), RehearsalClaim.unread(result));
    }
  }

  /// Rehearses and records. What is wrong with the change, and a log that takes no entry, are found
  /// before a clone is made; a result that cannot be recorded afterwards is not lost.
  ///
  /// @param change what was read of the request's subject
  public static Outcome run(
      PlannedChange change, RehearsalRequest request, Place place, Clock clock, Progress progress) {
    change.requireInside();
    place.vault().ifPresent(vault -> vault.evidence().requireInLine());
    RehearsalResult result =
        Rehearsal.run(place.choice().in(place.lab(), progress), change, request, clock, progress);
    ChangeDigest digest = change.digest();
    if (place.vault().isEmpty()) {
      return new Outcome(result, digest, Optional.empty(), false, place.rerun(), Optional.empty());
    }
    RehearsalClaim claim = RehearsalClaim.of(result, digest, request.policy(), place.rerun());
    EvidenceLog log = place.vault().get().evidence();
    Optional<Long> entry = Optional.empty();
    Optional<Fault> failed = Optional.empty();
    try {
      entry = Optional.of(log.append(RehearsalClaim.KIND, claim).seq());
      if (!result.forecast().isEmpty()) {
        long predicted = predicted(log, change, result, request, entry);
        progress.note(
            "the prediction is entry %d: ballast change outcome %d"
                .formatted(predicted, predicted));
      }
    } catch (Fault fault) {
      CommonError.keepInterrupt(fault);
      failed =
          Optional.of(
              unrecorded(fault, entry.isEmpty() ? "the finished rehearsal" : "its prediction"));
    }
    return new Outcome(result, digest, entry, true, place.rerun(), failed);
  }

  private static long predicted(
      EvidenceLog log,
      PlannedChange change,
      RehearsalResult result,
      RehearsalRequest request,
      Optional<Long> rehearsal) {
    return new PredictionRecord(log)
        .predicted(
            named(change),
            result.setting().base().target(),
            result.forecast(),
            request.production().flatMap(Production::counted),
            rehearsal);
  }

  private static String named(PlannedChange change) {
    return String.join(", ", change.ups().stream().map(leg -> leg.up().file()).distinct().toList());
  }

  private static Fault unrecorded(Fault cause, String what) {
    return cause.detail(
        what + " is not in the evidence log" + cause.detail().map(d -> ": " + d).orElse(""));
  }
}
