package dev.ballast.change.undo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The undo of a whole script: that of its statements, the last one first.
///
/// @param steps in the order of the script
public record UndoScript(List<Step> steps) {
  public UndoScript {
    steps = List.copyOf(steps);
  }

  /// One statement of the script and its undo.
  ///
  /// @param statement as the script has it
  public record Step(String statement, StatementUndo undo) {}

  /// A statement that the script of undo leaves as it is, and why.
  public record Gap(String statement, String reason) {}

  /// What to run, in that order. What cannot be undone is left out.
  public List<String> statements() {
    List<String> statements = new ArrayList<>();
    for (Step step : steps.reversed()) {
      if (step.undo() instanceof StatementUndo.Undoable undoable) {
        statements.addAll(undoable.statements());
      }
    }
    return List.copyOf(statements);
  }

  /// The statements that make the script one-way, or may do so, in its order.
  public List<Gap> gaps() {
    return steps.stream().flatMap(step -> gap(step).stream()).toList();
  }

  private static Optional<Gap> gap(Step step) {
    return switch (step.undo()) {
      case StatementUndo.OneWay oneWay -> Optional.of(new Gap(step.statement(), oneWay.reason()));
      case StatementUndo.Undecided undecided ->
          Optional.of(new Gap(step.statement(), undecided.reason()));
      case StatementUndo.Undoable undoable -> Optional.empty();
      case StatementUndo.Nothing nothing -> Optional.empty();
    };
  }

  /// Whether every statement is undone, or needs no undo. It is then still to be proven.
  public boolean isComplete() {
    return gaps().isEmpty();
  }

  /// What to run as one text, a statement a line.
  public String text() {
    return statements().stream().map(each -> each + ";\n").collect(Collectors.joining());
  }
}
