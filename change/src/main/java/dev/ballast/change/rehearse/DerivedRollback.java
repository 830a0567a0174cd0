package dev.ballast.change.rehearse;

import static java.util.Objects.requireNonNull;

import dev.ballast.change.undo.StatementUndo;
import dev.ballast.change.undo.UndoScript;
import dev.ballast.sql.script.SqlText;
import java.util.ArrayList;
import java.util.List;

/// A way back that Ballast derived for a script that has none.
///
/// @param file of the script
/// @param sql what takes it back, as far as it is known
/// @param gaps the statements that it does not take back, and why
public record DerivedRollback(String file, String sql, List<Gap> gaps) {
  public DerivedRollback {
    requireNonNull(file, "file is null");
    requireNonNull(sql, "sql is null");
    gaps = List.copyOf(gaps);
  }

  /// A statement that is not taken back.
  ///
  /// @param oneWay whether it cannot be, or only nobody knows
  public record Gap(String statement, String reason, boolean oneWay) {
    public Gap {
      requireNonNull(statement, "statement is null");
      requireNonNull(reason, "reason is null");
    }
  }

  static DerivedRollback of(String file, UndoScript undo) {
    return new DerivedRollback(file, undo.text(), gaps(undo));
  }

  private static List<Gap> gaps(UndoScript undo) {
    List<Gap> gaps = new ArrayList<>();
    for (UndoScript.Step step : undo.steps()) {
      switch (step.undo()) {
        case StatementUndo.OneWay oneWay -> gaps.add(gap(step, oneWay.reason(), true));
        case StatementUndo.Undecided open -> gaps.add(gap(step, open.reason(), false));
        case StatementUndo.Undoable _, StatementUndo.Nothing _ -> {}
      }
    }
    return gaps;
  }

  private static Gap gap(UndoScript.Step step, String reason, boolean oneWay) {
    return new Gap(SqlText.of(step.statement()).withoutPasswords(), reason, oneWay);
  }
}
