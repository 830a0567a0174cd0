package dev.ballast.rules.catalogue.prepare_transaction;

import dev.ballast.effect.claim.LockEffect;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.SeenStatement;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.locks.BlockingLocks;
import dev.ballast.sql.tree.SessionStatement.TransactionControl;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// A transaction that outlives its session.
@NullMarked
public final class PrepareTransaction implements Rule {
  @Override
  public String id() {
    return "prepare-transaction";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(TransactionControl.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof TransactionControl control)
        || control.kind() != TransactionControl.Kind.PREPARE) {
      return;
    }
    List<LockEffect> locks = new ArrayList<>();
    for (SeenStatement statement : scene.script().seenInTransaction()) {
      locks.addAll(BlockingLocks.of(statement.effects()));
    }
    judgement
        .hazard(
            scene,
            "The transaction continues without a session, through restarts too, until somebody says"
                + " COMMIT PREPARED "
                + control.name().map(name -> "'" + name + "'").orElse("")
                + ": its locks"
                + (locks.isEmpty() ? "" : " (" + BlockingLocks.told(locks) + ")")
                + " stay, and VACUUM cleans nothing newer than it. Where"
                + " max_prepared_transactions is 0, the default, it fails (SQLSTATE 55000).")
        .about(BlockingLocks.tables(locks))
        .safe("COMMIT")
        .advice("Leave two-phase commit to a transaction manager; a migration commits.")
        .report();
  }
}
