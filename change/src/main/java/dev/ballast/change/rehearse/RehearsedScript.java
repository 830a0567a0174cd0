package dev.ballast.change.rehearse;

import static java.util.Objects.requireNonNull;

import dev.ballast.change.course.Way;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One run of a script on a clone.
///
/// @param file as a reader would name it
/// @param took with the ends of its transactions
/// @param blocking who waited for any of its statements
/// @param stopped why it did not reach its end; empty where it did
public record RehearsedScript(
    String file,
    Direction direction,
    List<RehearsedStatement> statements,
    Duration took,
    Blocking blocking,
    Optional<String> stopped) {
  public RehearsedScript {
    requireNonNull(file, "file is null");
    requireNonNull(direction, "direction is null");
    statements = List.copyOf(statements);
    requireNonNull(took, "took is null");
    requireNonNull(blocking, "blocking is null");
    requireNonNull(stopped, "stopped is null");
  }

  /// The same, with the locks of another run of it.
  RehearsedScript lockedAs(RehearsedScript other) {
    return new RehearsedScript(
        file,
        direction,
        statements.stream()
            .map(
                statement ->
                    other.statements().stream()
                        .filter(run -> run.number() == statement.number())
                        .findFirst()
                        .map(statement::lockedAs)
                        .orElse(statement))
            .toList(),
        took,
        other.blocking(),
        stopped);
  }

  /// Which way a script goes.
  public enum Direction {
    UP("up"),
    DOWN("down"),
    UP_AGAIN("up again");

    private final String word;

    Direction(String word) {
      this.word = word;
    }

    Way way() {
      return switch (this) {
        case UP -> Way.FORWARDS;
        case DOWN -> Way.BACK;
        case UP_AGAIN -> Way.FORWARDS_AGAIN;
      };
    }

    @Override
    public String toString() {
      return word;
    }
  }
}
