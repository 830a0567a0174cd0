package dev.ballast.change.course;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;

/// One run of a script. Times are since the beginning of the course.
///
/// @param to with the ends of its transactions
public record ScriptCourse(
    String file,
    Way way,
    Duration from,
    Duration to,
    List<StatementRun> statements,
    List<LockHeld> locks,
    List<LockWaited> waits) {
  public ScriptCourse {
    requireNonNull(file, "file is null");
    requireNonNull(way, "way is null");
    requireNonNull(from, "from is null");
    requireNonNull(to, "to is null");
    statements = List.copyOf(statements);
    locks = List.copyOf(locks);
    waits = List.copyOf(waits);
  }

  int size() {
    return 1 + statements.size() + locks.size() + waits.size();
  }
}
