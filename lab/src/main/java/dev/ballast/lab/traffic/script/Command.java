package dev.ballast.lab.traffic.script;

import dev.ballast.lab.traffic.TrafficStatement;
import java.util.List;
import java.util.Optional;

/// One step of a script.
sealed interface Command {
  /// `\set name expression`.
  record Set(String name, Expression expression) implements Command {}

  /// `\sleep amount unit`.
  ///
  /// @param unitNanos of the unit
  record Sleep(Expression amount, long unitNanos) implements Command {}

  /// A statement, its parameters the variables in the order of their numbers.
  ///
  /// @param into where its only row goes, where it is stored
  record Sql(TrafficStatement statement, List<String> variables, Optional<Into> into)
      implements Command {
    public Sql {
      variables = List.copyOf(variables);
    }
  }

  /// `\gset prefix` or `\aset prefix`.
  ///
  /// @param anyRows whether no row, or several, are fine, of which the last counts: `\aset`
  record Into(String prefix, boolean anyRows) {}

  /// Continues at a step where the condition does not hold.
  record UnlessGoTo(Expression condition, int step) implements Command {}

  /// Continues at a step.
  record GoTo(int step) implements Command {}
}
