package dev.ballast.change.rules.uncommitted_transaction;

import dev.ballast.change.lint.Judgement;
import dev.ballast.change.lint.Rule;
import dev.ballast.change.lint.ScriptScene;
import dev.ballast.change.rules.Quoted;
import dev.ballast.change.source.TransactionMode;
import dev.ballast.postgres.sql.tree.SessionStatement.TransactionControl;
import org.jspecify.annotations.NullMarked;

/// A script ends inside the transaction that it opened.
@NullMarked
public final class UncommittedTransaction implements Rule {
  @Override
  public String id() {
    return "uncommitted-transaction";
  }

  @Override
  public void finish(ScriptScene script, Judgement judgement) {
    if (!script.inExplicitTransaction()
        || script.script().transaction() == TransactionMode.WRAPPED) {
      return;
    }
    script.seen().reversed().stream()
        .filter(
            statement ->
                statement.statement() instanceof TransactionControl control
                    && control.kind() == TransactionControl.Kind.BEGIN)
        .findFirst()
        .ifPresent(
            begin ->
                judgement
                    .hazard(
                        script,
                        begin.span(),
                        "The script ends without a COMMIT for this BEGIN: when the connection"
                            + " closes, everything since line "
                            + Quoted.line(script, begin.span())
                            + " is undone, and no error is told.")
                    .safe("-- as the last statement of the script:", "COMMIT")
                    .advice("End the script with COMMIT.")
                    .report());
  }
}
