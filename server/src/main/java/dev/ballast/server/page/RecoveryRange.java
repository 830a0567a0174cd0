package dev.ballast.server.page;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What can be recovered from one backup.
///
/// @param from when the backup was complete
/// @param until the moment up to which the log behind it is stored; empty where the receiver's end
///     has no known time
/// @param alone whether no log is stored behind it, so that only its own state can be recovered
/// @param gap whether log is missing behind `until`
record RecoveryRange(
    String backup, Instant from, Optional<Instant> until, boolean alone, boolean gap) {
  RecoveryRange {
    requireNonNull(backup, "backup is null");
    requireNonNull(from, "from is null");
    requireNonNull(until, "until is null");
  }

  /// What a moment comes to.
  sealed interface Answer {
    /// It can be recovered.
    ///
    /// @param known whether the log is known to reach it
    record Reachable(RecoveryRange range, boolean known) implements Answer {}

    /// It cannot; the nearest earlier state is that of the end of a range, where there is one.
    record Missing(Why why, Optional<RecoveryRange> before, Optional<RecoveryRange> after)
        implements Answer {}
  }

  /// Why a moment cannot be recovered.
  enum Why {
    NO_BACKUP,
    FUTURE,
    BEFORE_THE_FIRST,
    /// Log is missing between a range and the next backup.
    HOLE,
    /// No log is stored behind the backup before it.
    BACKUP_ALONE,
    /// The log is not stored that far.
    AFTER_THE_LAST
  }

  /// From which backup a moment is recovered: from the newest that was complete before, since it
  /// has the least log to replay.
  static Answer answer(List<RecoveryRange> ranges, Instant at, Instant now) {
    List<RecoveryRange> sorted =
        ranges.stream().sorted(Comparator.comparing(RecoveryRange::from)).toList();
    Optional<RecoveryRange> after =
        sorted.stream().filter(range -> range.from().isAfter(at)).findFirst();
    if (sorted.isEmpty()) {
      return new Answer.Missing(Why.NO_BACKUP, Optional.empty(), after);
    }
    List<RecoveryRange> earlier =
        sorted.stream().filter(range -> !range.from().isAfter(at)).toList();
    if (earlier.isEmpty()) {
      return new Answer.Missing(Why.BEFORE_THE_FIRST, Optional.empty(), after);
    }
    if (at.isAfter(now)) {
      return new Answer.Missing(Why.FUTURE, Optional.of(earlier.getLast()), after);
    }
    Optional<RecoveryRange> reaching =
        earlier.reversed().stream().filter(range -> range.reaches(at)).findFirst();
    if (reaching.isPresent()) {
      return new Answer.Reachable(reaching.get(), reaching.get().until().isPresent());
    }
    RecoveryRange last = earlier.getLast();
    Why why =
        last.gap() || (after.isPresent() && !last.alone())
            ? Why.HOLE
            : last.alone() ? Why.BACKUP_ALONE : Why.AFTER_THE_LAST;
    return new Answer.Missing(why, Optional.of(last), after);
  }

  private boolean reaches(Instant at) {
    return from.equals(at) || (!alone && until.map(end -> !at.isAfter(end)).orElse(true));
  }
}
