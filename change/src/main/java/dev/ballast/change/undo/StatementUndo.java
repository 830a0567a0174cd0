package dev.ballast.change.undo;

import java.util.List;

/// How one statement is undone.
public sealed interface StatementUndo {

  /// These statements restore what was there before, in this order. Every name in them has its
  /// schema.
  ///
  /// @param remarks what holds only for the rows that the clone had
  record Undoable(List<String> statements, List<String> remarks) implements StatementUndo {
    public Undoable {
      statements = List.copyOf(statements);
      remarks = List.copyOf(remarks);
      if (statements.isEmpty()) {
        throw new IllegalArgumentException("nothing undoes it");
      }
    }

    static Undoable by(String... statements) {
      return new Undoable(List.of(statements), List.of());
    }
  }

  /// Nothing has to be undone.
  ///
  /// @param remains what the statement leaves nevertheless, as a sentence's part: `the constraint
  ///     remains validated`
  record Nothing(String remains) implements StatementUndo {}

  /// It cannot be undone: what it takes away is kept nowhere.
  record OneWay(String reason) implements StatementUndo {}

  /// Whether it can be undone is unknown.
  record Undecided(String reason) implements StatementUndo {}
}
