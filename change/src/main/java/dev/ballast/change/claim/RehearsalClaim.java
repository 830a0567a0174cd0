package dev.ballast.change.claim;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ballast.change.course.RehearsalCourse;
import dev.ballast.change.rehearse.ChangeDigest;
import dev.ballast.change.rehearse.DerivedRollback;
import dev.ballast.change.rehearse.PolicyFinding;
import dev.ballast.change.rehearse.RehearsalPolicy;
import dev.ballast.change.rehearse.RehearsalResult;
import dev.ballast.change.state.StateCompared;
import dev.ballast.evidence.Severity;
import dev.ballast.evidence.Verdict;
import dev.ballast.lab.clone.CloneRecord;
import dev.ballast.vault.log.EvidenceEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A rehearsal as the evidence log keeps it: what was claimed of a change, the run behind it, and
/// how to run it again.
///
/// @param claim the rehearsal in one sentence
/// @param subject the backup it ran on: target and id; of a twin what stands for its id
/// @param change by what the change is recognised
/// @param limits what it was allowed
/// @param policy every rule with its verdict
/// @param rollback whether its way back restored everything
/// @param derived the scripts that had no way back, so that one was derived
/// @param unread how many errors the files have, so that the change may be more than what ran
/// @param run on what, when and as whom
/// @param rerun the command that runs it again
/// @param course how it went over time; empty on a twin, and in entries of before it was kept
/// @param compared what was compared after the way back; empty where nothing was, and in entries of
///     before it was kept
public record RehearsalClaim(
    String claim,
    String subject,
    ChangeDigest change,
    RehearsalPolicy limits,
    List<PolicyFinding> policy,
    Verdict rollback,
    List<String> derived,
    long unread,
    Run run,
    String rerun,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<RehearsalCourse> course,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<StateCompared> compared) {
  /// The kind of its entries in the evidence log.
  public static final String KIND = "rehearsal";

  public RehearsalClaim {
    requireNonNull(claim, "claim is null");
    requireNonNull(subject, "subject is null");
    requireNonNull(change, "change is null");
    requireNonNull(limits, "limits is null");
    policy = List.copyOf(policy);
    requireNonNull(rollback, "rollback is null");
    derived = List.copyOf(derived);
    requireNonNull(run, "run is null");
    requireNonNull(rerun, "rerun is null");
    course = requireNonNullElse(course, Optional.empty());
    compared = requireNonNullElse(compared, Optional.empty());
  }

  /// On what a change was rehearsed.
  ///
  /// @param base the clone, by its name in the lab
  /// @param dataAsOf the last transaction that the clone has; empty where its log told none
  /// @param server the version of PostgreSQL
  /// @param isolation what stood between the change and the machine
  /// @param role whom the statements ran as
  public record Run(
      String base,
      Optional<Instant> dataAsOf,
      String server,
      String isolation,
      String database,
      String role,
      Instant startedAt,
      Instant endedAt) {
    public Run {
      requireNonNull(base, "base is null");
      requireNonNull(dataAsOf, "dataAsOf is null");
      requireNonNull(server, "server is null");
      requireNonNull(isolation, "isolation is null");
      requireNonNull(database, "database is null");
      requireNonNull(role, "role is null");
      requireNonNull(startedAt, "startedAt is null");
      requireNonNull(endedAt, "endedAt is null");
    }
  }

  static RehearsalClaim of(
      RehearsalResult result, ChangeDigest change, RehearsalPolicy limits, String rerun) {
    RehearsalResult.Setting setting = result.setting();
    return new RehearsalClaim(
        result.headline(),
        setting.base().target() + " " + setting.base().backup(),
        change,
        limits,
        result.policy(),
        result.rollback().verdict(),
        result.derived().stream().map(DerivedRollback::file).toList(),
        unread(result),
        new Run(
            setting.base().name(),
            setting.base().lastCommit(),
            setting.server(),
            setting.isolation(),
            setting.database(),
            setting.role(),
            setting.startedAt(),
            setting.endedAt()),
        rerun,
        result.course(),
        result.rollback().compared());
  }

  /// The claim that an entry holds; empty where it holds something else. Throws
  /// `tools.jackson.core.JacksonException` where another version of Ballast wrote it in another
  /// form.
  public static Optional<RehearsalClaim> of(EvidenceEntry entry) {
    return entry.kind().equals(KIND)
        ? Optional.of(entry.as(RehearsalClaim.class))
        : Optional.empty();
  }

  /// Whose data it ran on; an id of a backup has no space.
  String target() {
    return subject.substring(0, Math.max(0, subject.lastIndexOf(' ')));
  }

  /// Whether it ran on a twin, which has no rows.
  boolean isOfTwin() {
    return CloneRecord.isTwinsId(subject.substring(subject.lastIndexOf(' ') + 1));
  }

  /// Whether the change may run as it was rehearsed: the policy's verdict, which is undecided where
  /// not all of the change ran.
  public Verdict verdict() {
    return verdict(
        policy.stream().map(PolicyFinding::verdict).reduce(Verdict.proved(), Verdict::and), unread);
  }

  static long unread(RehearsalResult result) {
    return result.problems().stream().filter(p -> p.severity() == Severity.ERROR).count();
  }

  static Verdict verdict(Verdict judged, long unread) {
    return unread == 0
        ? judged
        : judged.and(
            Verdict.undecided(
                "the files have %d errors, so that not all of it ran".formatted(unread)));
  }
}
