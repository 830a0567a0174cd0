package dev.ballast.change.rehearse;

import static java.util.Objects.requireNonNull;

import dev.ballast.change.forecast.Excerpt;
import dev.ballast.change.trace.seen.Outcome;
import java.time.Duration;
import java.util.List;

/// One statement of a script, as it ran on a clone.
///
/// @param number from 1
/// @param line of the file
/// @param text without passwords
/// @param took from its start to its answer, without the end of its transaction
/// @param locks that it took and that others can collide with
/// @param files what it wrote again, built and removed; empty where a pass did not look
/// @param wal bytes of write-ahead log that the server wrote meanwhile
/// @param blocking who waited for it
public record RehearsedStatement(
    int number,
    int line,
    String text,
    Outcome outcome,
    Duration took,
    List<LockHold> locks,
    List<FileChange> files,
    long wal,
    Blocking blocking) {
  public RehearsedStatement {
    requireNonNull(text, "text is null");
    requireNonNull(outcome, "outcome is null");
    requireNonNull(took, "took is null");
    locks = List.copyOf(locks);
    files = List.copyOf(files);
    requireNonNull(blocking, "blocking is null");
  }

  /// The beginning of its text, on one line.
  public String excerpt() {
    return Excerpt.of(text);
  }

  /// Bytes of files that it wrote again or built.
  long written() {
    return files.stream()
        .filter(file -> file.kind() != FileChange.Kind.REMOVED)
        .mapToLong(FileChange::bytes)
        .sum();
  }

  RehearsedStatement holding(List<LockHold> held) {
    return new RehearsedStatement(number, line, text, outcome, took, held, files, wal, blocking);
  }

  /// The same, with the locks of another run of it.
  RehearsedStatement lockedAs(RehearsedStatement other) {
    return new RehearsedStatement(
        number, line, text, outcome, took, other.locks(), files, wal, other.blocking());
  }
}
