package dev.ballast.pages.target;

import static java.util.Objects.requireNonNull;

import dev.ballast.pages.chart.Mark;
import dev.ballast.pages.chart.TimeChart;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One target: what its sessions wait for, since when, and what takes the time.
///
/// @param verdict what there is to say of it, as a sentence
/// @param tone of the verdict: `good`, `bad` or `unknown`
/// @param unreachable since when and why it cannot be reached
/// @param counted since when statements were counted, where that is not the period
/// @param missing what is not known, and how to make it known
/// @param changes settings that changed within the period
/// @param incomplete why a part of the figures may be missing
public record TargetPage(
    String target,
    String server,
    String verdict,
    String tone,
    Optional<Unreachable> unreachable,
    List<Missing> missing,
    Optional<String> incomplete,
    List<Alarm> alarms,
    List<TimeChart> charts,
    List<StatementRow> statements,
    Optional<Instant> counted,
    List<LockRow> locks,
    List<Panel> panels,
    List<Mark> changes) {
  public TargetPage {
    requireNonNull(target, "target is null");
    requireNonNull(server, "server is null");
    requireNonNull(verdict, "verdict is null");
    requireNonNull(tone, "tone is null");
    requireNonNull(unreachable, "unreachable is null");
    requireNonNull(incomplete, "incomplete is null");
    missing = List.copyOf(missing);
    alarms = List.copyOf(alarms);
    charts = List.copyOf(charts);
    statements = List.copyOf(statements);
    requireNonNull(counted, "counted is null");
    locks = List.copyOf(locks);
    panels = List.copyOf(panels);
    changes = List.copyOf(changes);
  }

  /// Why nothing new is known.
  public record Unreachable(Optional<Instant> since, String why) {
    public Unreachable {
      requireNonNull(since, "since is null");
      requireNonNull(why, "why is null");
    }
  }

  /// What is not known.
  public record Missing(String what, String why, Optional<String> remedy) {
    public Missing {
      requireNonNull(what, "what is null");
      requireNonNull(why, "why is null");
      requireNonNull(remedy, "remedy is null");
    }
  }

  /// An open alert, behind the one that explains it.
  ///
  /// @param effect whether the last one before it that is none explains it
  public record Alarm(String id, String urgency, String summary, Instant since, boolean effect) {
    public Alarm {
      requireNonNull(id, "id is null");
      requireNonNull(urgency, "urgency is null");
      requireNonNull(summary, "summary is null");
      requireNonNull(since, "since is null");
    }
  }

  /// What a statement took within the period.
  ///
  /// @param share of the time of all statements, from 0 to 1
  public record StatementRow(
      String queryId,
      String database,
      String text,
      double share,
      String calls,
      String mean,
      String rows) {
    public StatementRow {
      requireNonNull(queryId, "queryId is null");
      requireNonNull(database, "database is null");
      requireNonNull(text, "text is null");
      requireNonNull(calls, "calls is null");
      requireNonNull(mean, "mean is null");
      requireNonNull(rows, "rows is null");
    }
  }

  /// A session of the tree of locks.
  ///
  /// @param depth 0 of one that waits for nobody
  public record LockRow(int depth, int pid, String who, String state, String what, String text) {
    public LockRow {
      requireNonNull(who, "who is null");
      requireNonNull(state, "state is null");
      requireNonNull(what, "what is null");
      requireNonNull(text, "text is null");
    }
  }

  /// A table of present figures.
  public record Panel(
      String id, String title, List<String> columns, List<List<String>> rows, String empty) {
    public Panel {
      requireNonNull(id, "id is null");
      requireNonNull(title, "title is null");
      requireNonNull(empty, "empty is null");
      columns = List.copyOf(columns);
      rows = rows.stream().map(List::copyOf).toList();
    }
  }
}
