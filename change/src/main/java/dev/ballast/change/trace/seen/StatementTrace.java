package dev.ballast.change.trace.seen;

import static java.util.Objects.requireNonNull;

import dev.ballast.sql.script.Position;
import dev.ballast.sql.script.Span;
import java.util.List;
import java.util.Optional;

/// One statement of a script and what PostgreSQL did for it.
///
/// @param number from 1, in the order of the file
/// @param start where it begins in the file
/// @param observed nothing at all where the statement was not run or failed
/// @param asSuperuser what it is, where it was run as a superuser because PostgreSQL lets only one
///     do it; empty where it was run as the owner of the database
/// @param undecided what could not be looked at, and why; empty where all of the above is whole
public record StatementTrace(
    int number,
    Span span,
    Position start,
    Outcome outcome,
    Observed observed,
    Optional<String> asSuperuser,
    List<String> undecided) {
  public StatementTrace {
    requireNonNull(span, "span is null");
    requireNonNull(start, "start is null");
    requireNonNull(outcome, "outcome is null");
    requireNonNull(observed, "observed is null");
    requireNonNull(asSuperuser, "asSuperuser is null");
    undecided = List.copyOf(undecided);
  }

  /// What was seen of one statement.
  ///
  /// @param locks what it added to the locks its transaction already held
  /// @param otherLocks advisory locks, and strong ones on objects that are no relations
  /// @param scans tables that were read in full, those it made itself left out
  /// @param walBytes without full-page images, so that it is the statement's own; a few hundred
  ///     bytes may be the server's
  /// @param alsoTouches relations it locked although its text does not name them
  /// @param renamed relations that have another name after it; all else has the names before it
  public record Observed(
      List<ObservedLock> locks,
      List<OtherLock> otherLocks,
      List<Rewrite> rewritten,
      List<ObservedScan> scans,
      List<ObservedRelation> created,
      List<ObservedRelation> dropped,
      long walBytes,
      List<Wait> waits,
      List<ProbeResult> probes,
      List<ObservedRelation> alsoTouches,
      List<Renaming> renamed) {
    public static final Observed NOTHING =
        new Observed(
            List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), 0, List.of(),
            List.of(), List.of(), List.of());

    public Observed {
      locks = List.copyOf(locks);
      otherLocks = List.copyOf(otherLocks);
      rewritten = List.copyOf(rewritten);
      scans = List.copyOf(scans);
      created = List.copyOf(created);
      dropped = List.copyOf(dropped);
      waits = List.copyOf(waits);
      probes = List.copyOf(probes);
      alsoTouches = List.copyOf(alsoTouches);
      renamed = List.copyOf(renamed);
    }
  }

  public List<ObservedLock> locks() {
    return observed.locks();
  }

  public List<Rewrite> rewritten() {
    return observed.rewritten();
  }

  public List<ObservedScan> scans() {
    return observed.scans();
  }

  public long walBytes() {
    return observed.walBytes();
  }

  public List<Wait> waits() {
    return observed.waits();
  }

  public List<ProbeResult> probes() {
    return observed.probes();
  }
}
