package dev.ballast.report.change;

import static java.util.Objects.requireNonNull;

import dev.ballast.change.rehearse.Blocking;
import dev.ballast.change.rehearse.FileChange;
import dev.ballast.change.rehearse.LockHold;
import dev.ballast.change.rehearse.RehearsedStatement;
import dev.ballast.change.rehearse.Seconds;
import dev.ballast.change.trace.seen.Outcome;
import dev.ballast.evidence.ByteSize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One statement of a script, as it ran on a clone.
///
/// @param text its beginning
/// @param outcome `done`, `failed`, `not run` or `left out`
/// @param reason why it was not done
/// @param sqlState of a failure; empty where the connection ended
/// @param walBytes of write-ahead log that the server wrote meanwhile
public record StatementRun(
    int number,
    int line,
    String text,
    String outcome,
    Optional<String> reason,
    Optional<String> sqlState,
    Duration took,
    List<Lock> locks,
    List<File> files,
    long walBytes,
    Blocking blocking) {
  private static final String DONE = "done";

  /// A lock on a relation.
  ///
  /// @param mode as in `LOCK TABLE`: `ACCESS EXCLUSIVE`
  public record Lock(String relation, String mode, Duration held) {
    public Lock {
      requireNonNull(relation, "relation is null");
      requireNonNull(mode, "mode is null");
      requireNonNull(held, "held is null");
    }

    static Lock of(LockHold lock) {
      return new Lock(lock.relation(), lock.mode().sql(), lock.held());
    }
  }

  /// What became of the file of a relation.
  ///
  /// @param change `rewritten`, `built` or `removed`
  public record File(String change, String relation, long bytes) {
    public File {
      requireNonNull(change, "change is null");
      requireNonNull(relation, "relation is null");
    }

    static File of(FileChange file) {
      return new File(file.kind().toString(), file.relation(), file.bytes());
    }
  }

  public StatementRun {
    requireNonNull(text, "text is null");
    requireNonNull(outcome, "outcome is null");
    requireNonNull(reason, "reason is null");
    requireNonNull(sqlState, "sqlState is null");
    requireNonNull(took, "took is null");
    locks = List.copyOf(locks);
    files = List.copyOf(files);
    requireNonNull(blocking, "blocking is null");
  }

  static StatementRun of(RehearsedStatement statement) {
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
        statement.took(),
        statement.locks().stream().map(Lock::of).toList(),
        statement.files().stream().map(File::of).toList(),
        statement.wal(),
        statement.blocking());
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
    facts.add(Seconds.of(took) + ", " + new ByteSize(walBytes) + " of WAL");
    locks.forEach(
        lock ->
            facts.add(
                "%s on %s for %s"
                    .formatted(lock.mode(), lock.relation(), Seconds.of(lock.held()))));
    files.forEach(
        file ->
            facts.add(
                "%s %s, %s".formatted(file.change(), file.relation(), new ByteSize(file.bytes()))));
    waited().ifPresent(facts::add);
    return facts;
  }

  /// Who waited for it.
  Optional<String> waited() {
    return blocking.waits() == 0
        ? Optional.empty()
        : Optional.of(
            "%s behind it, at most %d at once, the longest %s"
                .formatted(
                    Sentences.counted(blocking.waits(), "wait"),
                    blocking.atMost(),
                    Seconds.of(blocking.longest())));
  }
}
