package dev.ballast.observe.check;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How a target's backups stand.
///
/// @param vault the name of the vault that its backups go to; empty where none is declared
/// @param copies names of further vaults that receive its write-ahead log
/// @param duties its objectives; none where they cannot be judged
/// @param unreadable why they cannot be judged, where they cannot
/// @param failing jobs for it or its vault whose last runs failed
/// @param jobsUnknown why it is not known which jobs fail
/// @param backups when the node began backups of it within the last hours
public record Protection(
    Optional<String> vault,
    List<String> copies,
    List<Duty> duties,
    Optional<String> unreadable,
    List<FailingJob> failing,
    Optional<String> jobsUnknown,
    List<Instant> backups) {
  public Protection {
    requireNonNull(vault, "vault is null");
    copies = List.copyOf(copies);
    duties = List.copyOf(duties);
    requireNonNull(unreadable, "unreadable is null");
    failing = List.copyOf(failing);
    requireNonNull(jobsUnknown, "jobsUnknown is null");
    backups = List.copyOf(backups);
  }

  /// What an objective is about.
  public enum Aim {
    PROOF_AGE,
    RECOVERY_POINT,
    RECOVERY_TIME
  }

  /// How one objective stands.
  ///
  /// @param asked at most this long
  /// @param measured what is compared with it; empty where that is unknown
  /// @param unknown why it is unknown
  public record Duty(Aim aim, Duration asked, Optional<Duration> measured, String unknown) {
    public Duty {
      requireNonNull(aim, "aim is null");
      requireNonNull(asked, "asked is null");
      requireNonNull(measured, "measured is null");
      requireNonNull(unknown, "unknown is null");
    }
  }

  /// A job whose last runs failed.
  ///
  /// @param failures how many in a row
  /// @param lastSuccess when it last succeeded, where it did
  /// @param why what the last run reported
  public record FailingJob(String name, int failures, Optional<Instant> lastSuccess, String why) {
    public FailingJob {
      requireNonNull(name, "name is null");
      requireNonNull(lastSuccess, "lastSuccess is null");
      requireNonNull(why, "why is null");
    }
  }

  /// The objective of this aim.
  public Optional<Duty> duty(Aim aim) {
    return duties.stream().filter(duty -> duty.aim() == aim).findFirst();
  }

  /// How many backups of it the node began since then.
  public long backupsSince(Instant moment) {
    return backups.stream().filter(begun -> !begun.isBefore(moment)).count();
  }
}
