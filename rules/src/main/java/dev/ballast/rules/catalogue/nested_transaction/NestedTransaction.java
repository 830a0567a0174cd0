package dev.ballast.rules.catalogue.nested_transaction;

import dev.ballast.migrations.TransactionMode;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.ScriptScene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.sql.tree.SessionStatement.TransactionControl;
import org.jspecify.annotations.NullMarked;

/// BEGIN, COMMIT or ROLLBACK where the transaction is another one than the script thinks.
@NullMarked
public final class NestedTransaction implements Rule {
  @Override
  public String id() {
    return "nested-transaction";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(TransactionControl.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof TransactionControl control) || scene.within().isPresent()) {
      return;
    }
    ScriptScene script = scene.script();
    boolean wrapped = script.transactionMode() == TransactionMode.WRAPPED;
    switch (control.kind()) {
      case BEGIN -> {
        if (script.inExplicitTransaction()) {
          report(
              scene,
              "A transaction is open already, so this BEGIN does nothing but warn; the first COMMIT"
                  + " or ROLLBACK after it ends the outer one.",
              "Remove the inner BEGIN, or use SAVEPOINT for a part that may be undone alone.",
              judgement);
        } else if (wrapped) {
          report(
              scene,
              "The tool has opened a transaction around the script: this BEGIN does nothing but"
                  + " warn, and the script's COMMIT ends the tool's transaction, so what follows"
                  + " runs outside of any.",
              "Remove BEGIN and COMMIT, or tell the tool to leave its own transaction out.",
              judgement);
        }
      }
      case COMMIT, ROLLBACK -> {
        if (!script.inTransaction()) {
          report(
              scene,
              "No transaction is open here, so this does nothing but warn: each statement before it"
                  + " was committed by itself.",
              "Write BEGIN where the transaction is to start, or remove this line.",
              judgement);
        } else if (wrapped && !script.inExplicitTransaction()) {
          report(
              scene,
              "This ends the transaction that the tool opened around the script: what follows is"
                  + " committed statement by statement, and a failure leaves half of it.",
              "Remove the line, or tell the tool to leave its own transaction out.",
              judgement);
        }
      }
      default -> {}
    }
  }

  private static void report(Scene scene, String what, String advice, Judgement judgement) {
    judgement.hazard(scene, what).advice(advice).report();
  }
}
