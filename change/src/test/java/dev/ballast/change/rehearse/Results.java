package dev.ballast.change.rehearse;

import dev.ballast.change.rehearse.RehearsedScript.Direction;
import dev.ballast.change.trace.seen.Outcome;
import dev.ballast.sql.LockMode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Results made by hand.
final class Results {
  private static final long MEGABYTE = 1 << 20;

  private Results() {}

  static RehearsedStatement statement(Duration held, LockMode mode, Blocking blocking) {
    return new RehearsedStatement(
        1,
        1,
        "ALTER TABLE orders ALTER COLUMN total TYPE bigint",
        new Outcome.Done(),
        held,
        List.of(new LockHold("orders", mode, held)),
        List.of(new FileChange(FileChange.Kind.REWRITTEN, "orders", 38 * MEGABYTE)),
        41 * MEGABYTE,
        blocking);
  }

  static RehearsedScript script(Direction direction, RehearsedStatement statement) {
    return new RehearsedScript(
        "V1.sql",
        direction,
        List.of(statement),
        statement.took(),
        statement.blocking(),
        Optional.empty());
  }

  static RehearsedScript up(Duration held) {
    return script(Direction.UP, statement(held, LockMode.ACCESS_EXCLUSIVE, Blocking.NONE));
  }

  static Measured quiet(RehearsedScript... scripts) {
    return new Measured(
        List.of(scripts),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        OptionalLong.empty(),
        true);
  }

  /// The same scripts where there were no rows.
  static Measured onTwin(RehearsedScript... scripts) {
    return new Measured(
        List.of(scripts),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        OptionalLong.empty(),
        false);
  }

  static TrafficStretch stretch(int waiting, Duration max) {
    return new TrafficStretch(
        Duration.ofSeconds(5),
        500,
        Duration.ofMillis(1),
        Duration.ofMillis(9),
        max,
        waiting,
        List.of());
  }
}
