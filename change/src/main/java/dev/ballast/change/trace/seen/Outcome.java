package dev.ballast.change.trace.seen;

import static java.util.Objects.requireNonNull;

import dev.ballast.sql.script.Position;
import java.util.Optional;

/// How a statement, or the end of a transaction, proceeded on the scratch server.
public sealed interface Outcome {

  /// It ran to its end.
  record Done() implements Outcome {}

  /// The server refused it.
  ///
  /// @param sqlState five characters; empty where the connection ended instead of an answer
  /// @param position the place in the file that the server means
  record Failed(
      String sqlState, String message, Optional<String> detail, Optional<Position> position)
      implements Outcome {
    public Failed {
      requireNonNull(sqlState, "sqlState is null");
      requireNonNull(message, "message is null");
      requireNonNull(detail, "detail is null");
      requireNonNull(position, "position is null");
    }
  }

  /// It was not tried.
  record NotRun(String reason) implements Outcome {
    public NotRun {
      requireNonNull(reason, "reason is null");
    }
  }

  /// The server has not what it needs, and the script continued without it.
  record LeftOut(String reason) implements Outcome {
    public LeftOut {
      requireNonNull(reason, "reason is null");
    }
  }

  default boolean isDone() {
    return this instanceof Done;
  }
}
