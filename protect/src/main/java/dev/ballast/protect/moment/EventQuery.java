package dev.ballast.protect.moment;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// Which events are sought.
///
/// @param table name of a relation, alone or behind its schema and a dot
/// @param atLeast fewer rows deleted or updated are passed over
/// @param largest how many deletions and updates are listed, the largest
public record EventQuery(
    Optional<String> table,
    Optional<String> database,
    Optional<Instant> since,
    Optional<Instant> until,
    Set<LogEvent.Kind> kinds,
    long atLeast,
    int largest) {
  public EventQuery {
    requireNonNull(table, "table is null");
    requireNonNull(database, "database is null");
    requireNonNull(since, "since is null");
    requireNonNull(until, "until is null");
    kinds = Set.copyOf(kinds);
  }

  boolean wants(LogEvent.Kind kind) {
    return kinds.contains(kind);
  }

  boolean wants(Instant at) {
    return since.filter(at::isBefore).isEmpty() && until.filter(at::isAfter).isEmpty();
  }

  boolean wants(LogEvent.Subject subject) {
    if (database.isPresent() && !database.get().equals(subject.database())) {
      return false;
    }
    return table.isEmpty()
        || table.get().equals(subject.relation())
        || table.get().equals(subject.schema() + "." + subject.relation());
  }
}
