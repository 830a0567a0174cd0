package dev.ballast.report.change;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.ballast.change.check.FilePosition;
import dev.ballast.change.trace.seen.ObservedLock;
import dev.ballast.change.trace.seen.ObservedRelation;
import dev.ballast.change.trace.seen.ObservedScan;
import dev.ballast.change.trace.seen.Outcome;
import dev.ballast.change.trace.seen.ProbeResult;
import dev.ballast.change.trace.seen.Rewrite;
import dev.ballast.change.trace.seen.StatementTrace;
import dev.ballast.change.trace.seen.Work;
import dev.ballast.sql.LockMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// One statement of a trace, as both forms of the report show it. The JSON form has the components
/// of its parts as its own.
///
/// @param caveats what must be known to read the rest
public record TracedStatement(
    int number,
    FilePosition place,
    String statement,
    @JsonUnwrapped Ending ending,
    @JsonUnwrapped Locks locks,
    @JsonUnwrapped Done done,
    @JsonUnwrapped Others others,
    @JsonUnwrapped Caveats caveats) {

  /// How it ended.
  ///
  /// @param outcome `done`, `failed` or `not run`
  /// @param reason why it failed or was not run
  public record Ending(String outcome, Optional<String> reason) {
    static Ending of(Outcome outcome) {
      return switch (outcome) {
        case Outcome.Done() -> new Ending("done", Optional.empty());
        case Outcome.Failed failed ->
            new Ending(
                "failed",
                Optional.of(
                    failed.message()
                        + (failed.sqlState().isEmpty()
                            ? ""
                            : " (SQLSTATE " + failed.sqlState() + ")")));
        case Outcome.LeftOut(String reason) -> new Ending("not run", Optional.of(reason));
        case Outcome.NotRun notRun -> new Ending("not run", Optional.of(notRun.reason()));
      };
    }

    boolean isDone() {
      return outcome.equals("done");
    }
  }

  /// What it locked that others can see.
  ///
  /// @param locks from SHARE UPDATE EXCLUSIVE on; the strongest of each relation
  /// @param weakLocks the relations that it locked more weakly
  public record Locks(List<Lock> locks, List<String> weakLocks) {
    static Locks of(Map<ObservedRelation, LockMode> strongest) {
      List<Lock> locks = new ArrayList<>();
      List<String> weak = new ArrayList<>();
      strongest.forEach(
          (relation, mode) -> {
            if (mode.compareTo(LockMode.SHARE_UPDATE_EXCLUSIVE) >= 0) {
              locks.add(new Lock(relation.display(), word(relation.kind()), mode.sql()));
            } else {
              weak.add(relation.display());
            }
          });
      return new Locks(locks, weak);
    }
  }

  /// The strongest lock on one relation.
  ///
  /// @param mode in the manual's words
  public record Lock(String relation, String kind, String mode) {}

  /// The work that it did.
  ///
  /// @param rewritten tables whose rows were rewritten
  /// @param rebuilt indexes rebuilt
  /// @param emptied tables whose rows are gone
  /// @param read tables read in full
  /// @param walBytes WAL it wrote on the scratch server, whose tables hold a few rows
  public record Done(
      List<String> rewritten,
      List<String> rebuilt,
      List<String> emptied,
      List<String> read,
      long walBytes) {
    static Done of(StatementTrace trace) {
      return new Done(
          withNewFile(trace, Rewrite.Kind.TABLE_REWRITTEN),
          withNewFile(trace, Rewrite.Kind.INDEX_REBUILT),
          withNewFile(trace, Rewrite.Kind.EMPTIED),
          trace.scans().stream()
              .map(ObservedScan::relation)
              .map(ObservedRelation::display)
              .toList(),
          trace.walBytes());
    }
  }

  /// What it means for other sessions, and they for it.
  ///
  /// @param blocked what a second session tried meanwhile and could not do: `orders: INSERT`
  /// @param allowed what it tried and could do
  /// @param behind by relation, what waits as long as the lock is held or waited for
  /// @param alsoTouches relations it locked although its text does not name them
  /// @param waitsFor whom it waits for
  public record Others(
      List<String> blocked,
      List<String> allowed,
      List<String> behind,
      List<String> alsoTouches,
      List<String> waitsFor) {
    static Others of(StatementTrace trace, Map<ObservedRelation, LockMode> strongest) {
      return new Others(
          probes(trace, ProbeResult::isBlocked),
          probes(trace, ProbeResult::isAllowed),
          queue(strongest),
          trace.observed().alsoTouches().stream()
              .map(each -> each.display() + " (" + word(each.kind()) + ")")
              .toList(),
          trace.waits().stream()
              .map(wait -> wait.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '))
              .toList());
    }
  }

  /// What must be known to read the rest.
  ///
  /// @param asSuperuser what it is, where it was run as a superuser
  /// @param undecided what could not be looked at, and why
  public record Caveats(Optional<String> asSuperuser, List<String> undecided) {}

  /// @param sql the statement's text as written
  static TracedStatement of(StatementTrace trace, String sql) {
    Map<ObservedRelation, LockMode> strongest = strongest(trace);
    return new TracedStatement(
        trace.number(),
        new FilePosition(trace.start().line(), trace.start().column()),
        sql,
        Ending.of(trace.outcome()),
        Locks.of(strongest),
        Done.of(trace),
        Others.of(trace, strongest),
        new Caveats(trace.asSuperuser(), trace.undecided()));
  }

  private static Map<ObservedRelation, LockMode> strongest(StatementTrace trace) {
    Map<ObservedRelation, LockMode> strongest = new LinkedHashMap<>();
    for (ObservedLock lock : trace.locks()) {
      if (!lock.ownNew()) {
        strongest.merge(
            lock.relation(), lock.mode(), (one, other) -> one.compareTo(other) >= 0 ? one : other);
      }
    }
    return strongest;
  }

  private static List<String> withNewFile(StatementTrace trace, Rewrite.Kind kind) {
    return trace.rewritten().stream()
        .filter(rewrite -> rewrite.kind() == kind)
        .map(rewrite -> rewrite.relation().display())
        .toList();
  }

  private static List<String> probes(StatementTrace trace, Predicate<ProbeResult> wanted) {
    Map<String, List<String>> byTable = new LinkedHashMap<>();
    for (ProbeResult probe : trace.probes()) {
      if (wanted.test(probe)) {
        byTable
            .computeIfAbsent(probe.relation().display(), first -> new ArrayList<>())
            .add(probe.attempt().name().replace('_', ' '));
      }
    }
    return byTable.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + String.join(", ", entry.getValue()))
        .toList();
  }

  private static List<String> queue(Map<ObservedRelation, LockMode> strongest) {
    List<String> behind = new ArrayList<>();
    strongest.forEach(
        (relation, mode) -> {
          var waiting = Work.behind(relation.kind(), mode);
          if (!waiting.isEmpty() && relation.kind().isQueried()) {
            behind.add(
                relation.display()
                    + ": "
                    + (waiting.size() == Work.values().length
                        ? "everything"
                        : String.join(", ", waiting.stream().map(Work::sql).toList())));
          }
        });
    return behind;
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
