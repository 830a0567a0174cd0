package dev.ballast.report.change;

import static java.util.Objects.requireNonNull;

import dev.ballast.change.rehearse.Blocking;
import dev.ballast.change.rehearse.RehearsedScript;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One run of a script on a clone.
///
/// @param direction `up`, `down` or `up again`
/// @param took with the ends of its transactions
/// @param stopped why it did not reach its end; empty where it did
/// @param blocking who waited for any of its statements
public record ScriptRun(
    String file,
    String direction,
    Duration took,
    Optional<String> stopped,
    Blocking blocking,
    List<StatementRun> statements) {
  public ScriptRun {
    requireNonNull(file, "file is null");
    requireNonNull(direction, "direction is null");
    requireNonNull(took, "took is null");
    requireNonNull(stopped, "stopped is null");
    requireNonNull(blocking, "blocking is null");
    statements = List.copyOf(statements);
  }

  static ScriptRun of(RehearsedScript script) {
    return new ScriptRun(
        script.file(),
        script.direction().toString(),
        script.took(),
        script.stopped(),
        script.blocking(),
        script.statements().stream().map(StatementRun::of).toList());
  }

  /// `migrations/V7__total.sql, up`.
  String title() {
    return file + ", " + direction;
  }

  /// A second run forwards that went as the first one did shows nothing more than its time.
  boolean isRepetition() {
    return stopped.isEmpty() && direction.equals(RehearsedScript.Direction.UP_AGAIN.toString());
  }
}
