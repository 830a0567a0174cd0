package dev.ballast.rules.catalogue.uncommitted_transaction;

import dev.ballast.migrations.TransactionMode;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.ScriptScene;
import dev.ballast.rules.wording.Quoted;
import dev.ballast.sql.tree.SessionStatement.TransactionControl;
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
    if (!script.inExplicitTransaction() || script.transactionMode() == TransactionMode.WRAPPED) {
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
                            + " is undone, and no error is reported.")
                    .safe("-- as the last statement of the script:", "COMMIT")
                    .advice("End the script with COMMIT.")
                    .report());
  }
}
