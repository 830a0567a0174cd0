package dev.ballast.sql.tree;

import dev.ballast.sql.tree.SessionStatement.Deallocate;
import dev.ballast.sql.tree.SessionStatement.Discard;
import dev.ballast.sql.tree.SessionStatement.Execute;
import dev.ballast.sql.tree.SessionStatement.Explain;
import dev.ballast.sql.tree.SessionStatement.Prepare;
import dev.ballast.sql.tree.SessionStatement.SetVariable;
import dev.ballast.sql.tree.SessionStatement.TransactionControl;
import java.util.Optional;

/// Reads the statements about the session. For one text, not safe for more than one thread.
final class SessionStatements {
  private final StatementReader statements;

  SessionStatements(StatementReader statements) {
    this.statements = statements;
  }

  Optional<Statement> statement(RawNode raw) {
    return switch (raw.kind()) {
      case "TransactionStmt" ->
          Optional.of(
              new TransactionControl(
                  transaction(raw.text("kind")),
                  raw.someText("savepoint_name").or(() -> raw.someText("gid")),
                  raw.flag("chain"),
                  ElementReader.options(raw.list("options"))));
      case "VariableSetStmt" -> Optional.of(setVariable(raw));
      case "PrepareStmt" ->
          Optional.of(
              new Prepare(
                  raw.text("name"),
                  raw.list("argtypes").stream().map(Names::type).toList(),
                  statements.statement(raw.some("query"))));
      case "ExecuteStmt" ->
          Optional.of(
              new Execute(
                  raw.text("name"), statements.expressions().expressions(raw.list("params"))));
      case "DeallocateStmt" -> Optional.of(new Deallocate(raw.someText("name")));
      case "DiscardStmt" ->
          Optional.of(
              new Discard(Names.constant(Discard.Kind.class, "DISCARD_", raw.text("target"))));
      case "ExplainStmt" ->
          Optional.of(
              new Explain(
                  ElementReader.isOn(raw.list("options"), "analyze"),
                  statements.statement(raw.some("query")),
                  ElementReader.options(raw.list("options"))));
      default -> Optional.empty();
    };
  }

  private static TransactionControl.Kind transaction(String tag) {
    return "TRANS_STMT_START".equals(tag)
        ? TransactionControl.Kind.BEGIN
        : Names.constant(TransactionControl.Kind.class, "TRANS_STMT_", tag);
  }

  static SetVariable setVariable(RawNode raw) {
    SetVariable.Kind kind =
        switch (raw.text("kind")) {
          case "VAR_SET_DEFAULT" -> SetVariable.Kind.DEFAULT;
          case "VAR_SET_CURRENT" -> SetVariable.Kind.CURRENT;
          case "VAR_SET_MULTI" -> SetVariable.Kind.MULTI;
          case "VAR_RESET" -> SetVariable.Kind.RESET;
          case "VAR_RESET_ALL" -> SetVariable.Kind.RESET_ALL;
          default -> SetVariable.Kind.SET;
        };
    return new SetVariable(
        raw.someText("name").orElse("all"),
        Names.strings(raw.list("args")),
        raw.flag("is_local"),
        kind);
  }
}
