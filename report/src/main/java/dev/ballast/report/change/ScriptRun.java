package dev.ballast.report.change;

import static java.util.Objects.requireNonNull;

import dev.ballast.change.rehearse.Blocking;
import dev.ballast.change.rehearse.Measured;
import dev.ballast.change.rehearse.RehearsedScript;
import dev.ballast.change.rehearse.Seconds;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One run of a script on a clone.
///
/// @param direction `up`, `down` or `up again`
/// @param took with the ends of its transactions; empty, as `blocking`, where a twin without rows
///     has no figures
/// @param stopped why it did not reach its end; empty where it did
/// @param blocking who waited for any of its statements
public record ScriptRun(
    String file,
    String direction,
    Optional<Duration> took,
    Optional<String> stopped,
    Optional<Blocking> blocking,
    List<StatementRun> statements) {
  public ScriptRun {
    requireNonNull(file, "file is null");
    requireNonNull(direction, "direction is null");
    requireNonNull(took, "took is null");
    requireNonNull(stopped, "stopped is null");
    requireNonNull(blocking, "blocking is null");
    statements = List.copyOf(statements);
  }

  /// @param rows whether there were rows to measure
  static ScriptRun of(RehearsedScript script, boolean rows) {
    return new ScriptRun(
        script.file(),
        script.direction().toString(),
        rows ? Optional.of(script.took()) : Optional.empty(),
        script.stopped(),
        rows ? Optional.of(script.blocking()) : Optional.empty(),
        script.statements().stream().map(each -> StatementRun.of(each, rows)).toList());
  }

  /// `migrations/V7__total.sql, up`.
  String title() {
    return file + ", " + direction;
  }

  /// How long it took, in words.
  String time() {
    return took.map(Seconds::of).orElse(Measured.NO_ROWS);
  }

  /// A second run forwards that went as the first one did shows nothing more than its time.
  boolean isRepetition() {
    return stopped.isEmpty() && direction.equals(RehearsedScript.Direction.UP_AGAIN.toString());
  }
}
