package dev.ballast.report.change;

import static java.util.Objects.requireNonNull;

import dev.ballast.change.rehearse.Blocking;
import dev.ballast.change.rehearse.FileChange;
import dev.ballast.change.rehearse.LockHold;
import dev.ballast.change.rehearse.Measured;
import dev.ballast.change.rehearse.RehearsedStatement;
import dev.ballast.change.rehearse.Seconds;
import dev.ballast.change.trace.seen.Outcome;
import dev.ballast.evidence.ByteSize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// One statement of a script, as it ran on a clone.
///
/// @param text its beginning
/// @param outcome `done`, `failed`, `not run` or `left out`
/// @param reason why it was not done
/// @param sqlState of a failure; empty where the connection ended
/// @param took empty, as the other figures, where a twin without rows has none
/// @param walBytes of write-ahead log that the server wrote meanwhile
public record StatementRun(
    int number,
    int line,
    String text,
    String outcome,
    Optional<String> reason,
    Optional<String> sqlState,
    Optional<Duration> took,
    List<Lock> locks,
    List<File> files,
    OptionalLong walBytes,
    Optional<Blocking> blocking) {
  private static final String DONE = "done";

  static final String NOT_MEASURED = "not measured";

  /// A lock on a relation.
  ///
  /// @param mode as in `LOCK TABLE`: `ACCESS EXCLUSIVE`
  public record Lock(String relation, String mode, Optional<Duration> held) {
    public Lock {
      requireNonNull(relation, "relation is null");
      requireNonNull(mode, "mode is null");
      requireNonNull(held, "held is null");
    }

    static Lock of(LockHold lock, boolean rows) {
      return new Lock(
          lock.relation(), lock.mode().sql(), rows ? Optional.of(lock.held()) : Optional.empty());
    }

    String text() {
      return "%s on %s%s"
          .formatted(mode, relation, held.map(time -> " for " + Seconds.of(time)).orElse(""));
    }
  }

  /// What became of the file of a relation.
  ///
  /// @param change `rewritten`, `built` or `removed`
  public record File(String change, String relation, OptionalLong bytes) {
    public File {
      requireNonNull(change, "change is null");
      requireNonNull(relation, "relation is null");
      requireNonNull(bytes, "bytes is null");
    }

    static File of(FileChange file, boolean rows) {
      return new File(
          file.kind().toString(),
          file.relation(),
          rows ? OptionalLong.of(file.bytes()) : OptionalLong.empty());
    }

    String text() {
      return change
          + " "
          + relation
          + (bytes.isPresent() ? ", " + new ByteSize(bytes.getAsLong()) : "");
    }
  }

  public StatementRun {
    requireNonNull(text, "text is null");
    requireNonNull(outcome, "outcome is null");
    requireNonNull(reason, "reason is null");
    requireNonNull(sqlState, "sqlState is null");
    requireNonNull(took, "took is null");
    requireNonNull(walBytes, "walBytes is null");
    locks = List.copyOf(locks);
    files = List.copyOf(files);
    requireNonNull(blocking, "blocking is null");
  }

  /// @param rows whether there were rows to measure
  static StatementRun of(RehearsedStatement statement, boolean rows) {
    return new StatementRun(
        statement.number(),
        statement.line(),
        statement.excerpt(),
        switch (statement.outcome()) {
          case Outcome.Done _ -> DONE;
          case Outcome.Failed _ -> "failed";
          case Outcome.NotRun _ -> "not run";
          case Outcome.LeftOut _ -> "left out";
        },
        switch (statement.outcome()) {
          case Outcome.Done _ -> Optional.empty();
          case Outcome.Failed failed ->
              Optional.of(failed.message() + failed.detail().map(each -> ": " + each).orElse(""));
          case Outcome.NotRun notRun -> Optional.of(notRun.reason());
          case Outcome.LeftOut leftOut -> Optional.of(leftOut.reason());
        },
        statement.outcome() instanceof Outcome.Failed failed && !failed.sqlState().isEmpty()
            ? Optional.of(failed.sqlState())
            : Optional.empty(),
        rows ? Optional.of(statement.took()) : Optional.empty(),
        statement.locks().stream().map(lock -> Lock.of(lock, rows)).toList(),
        statement.files().stream().map(file -> File.of(file, rows)).toList(),
        rows ? OptionalLong.of(statement.wal()) : OptionalLong.empty(),
        rows ? Optional.of(statement.blocking()) : Optional.empty());
  }

  boolean isDone() {
    return outcome.equals(DONE);
  }

  /// What a reader must know of it, a line each.
  List<String> facts() {
    List<String> facts = new ArrayList<>();
    if (!isDone()) {
      facts.add(
          outcome
              + reason.map(why -> ": " + why).orElse("")
              + sqlState.map(state -> " (SQLSTATE " + state + ")").orElse(""));
    }
    facts.add(
        took.isPresent()
            ? Seconds.of(took.get()) + ", " + wal() + " of WAL"
            : "duration and WAL " + Measured.NO_ROWS);
    locks.forEach(lock -> facts.add(lock.text()));
    files.forEach(file -> facts.add(file.text()));
    waited().ifPresent(facts::add);
    return facts;
  }

  /// Who waited for it.
  Optional<String> waited() {
    return blocking
        .filter(seen -> seen.waits() > 0)
        .map(
            seen ->
                "%s behind it, at most %d at once, the longest %s"
                    .formatted(
                        Sentences.counted(seen.waits(), "wait"),
                        seen.atMost(),
                        Seconds.of(seen.longest())));
  }

  /// In words.
  String wal() {
    return walBytes.isPresent() ? new ByteSize(walBytes.getAsLong()).toString() : NOT_MEASURED;
  }
}
