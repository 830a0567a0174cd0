package dev.ballast.protect.prove;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What is wrong with the stored log of a target.
///
/// @param timeline that it is on; empty where that cannot be known
/// @param from the first position concerned
/// @param to the first one behind it; empty where that is not known
/// @param noted between when and when it was put into the vault, as far as deposits say so
/// @param affected ids of the backups that cannot be recovered beyond `from`
public record LogFinding(
    Kind kind,
    Optional<TimelineId> timeline,
    Optional<Lsn> from,
    Optional<Lsn> to,
    Optional<Span> noted,
    List<String> affected,
    String detail) {
  public LogFinding {
    requireNonNull(kind, "kind is null");
    requireNonNull(timeline, "timeline is null");
    requireNonNull(from, "from is null");
    requireNonNull(to, "to is null");
    requireNonNull(noted, "noted is null");
    affected = List.copyOf(affected);
    requireNonNull(detail, "detail is null");
  }

  /// Two moments of this machine's clock.
  public record Span(Instant after, Instant before) {}

  /// What it is.
  public enum Kind {
    /// Log is missing between two parts that are there.
    GAP(true),
    /// One position has two contents on one timeline.
    FORK(true),
    /// Log was received of a timeline behind where its successor left it, or of one that the newest
    /// does not descend from. Each can be restored; which one counts, an operator knows.
    RIVAL(false),
    /// Log of another cluster is kept under the target's name.
    OTHER_SYSTEM(true),
    /// What is stored is not what was stored.
    DAMAGE(true),
    /// The bytes are those that were stored, and are no log.
    INVALID(true);

    private final boolean refuting;

    Kind(boolean refuting) {
      this.refuting = refuting;
    }

    /// Whether it speaks against the claim that the log is whole.
    public boolean isRefuting() {
      return refuting;
    }
  }
}
