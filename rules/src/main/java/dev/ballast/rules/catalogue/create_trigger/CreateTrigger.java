package dev.ballast.rules.catalogue.create_trigger;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.locks.LockTimeout;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.tree.GuardStatement;
import org.jspecify.annotations.NullMarked;

/// CREATE TRIGGER on a table that is in use, without a bound for the wait.
@NullMarked
public final class CreateTrigger implements Rule {
  @Override
  public String id() {
    return "create-trigger";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(GuardStatement.CreateTrigger.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof GuardStatement.CreateTrigger create)
        || create.occasion().timing() == GuardStatement.CreateTrigger.Timing.INSTEAD_OF
        || scene.isFresh(create.table())
        || LockTimeout.isShort(scene)) {
      return;
    }
    String table = create.table().toString();
    judgement
        .hazard(
            scene,
            "The new trigger takes SHARE ROW EXCLUSIVE on "
                + table
                + ", which refuses INSERT, UPDATE and DELETE. "
                + Phrases.queue(table)
                + " Afterwards "
                + create.function()
                + " runs for every "
                + (create.occasion().rowLevel() ? "row" : "statement")
                + " that matches.")
        .claims(scene.effects())
        .about(create.table())
        .safe(Phrases.LOCK_TIMEOUT, scene.sql())
        .advice(Phrases.SHORT_WAIT)
        .report();
  }
}
