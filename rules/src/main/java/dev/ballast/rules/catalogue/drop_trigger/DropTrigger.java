package dev.ballast.rules.catalogue.drop_trigger;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.locks.LockTimeout;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.tree.ObjectKind;
import dev.ballast.sql.tree.ObjectName;
import dev.ballast.sql.tree.ObjectStatement.Drop;
import dev.ballast.sql.tree.QualifiedName;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/// DROP TRIGGER on a table that is in use, without a bound for the wait.
@NullMarked
public final class DropTrigger implements Rule {
  @Override
  public String id() {
    return "drop-trigger";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(Drop.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof Drop drop)
        || drop.kind() != ObjectKind.TRIGGER
        || LockTimeout.isShort(scene)) {
      return;
    }
    for (ObjectName object : drop.objects()) {
      Optional<QualifiedName> table = object.relation().filter(name -> !scene.isFresh(name));
      if (table.isEmpty()) {
        continue;
      }
      judgement
          .hazard(
              scene,
              "Dropping the trigger "
                  + object.name()
                  + " takes ACCESS EXCLUSIVE on "
                  + table.get()
                  + ", which blocks readers too. "
                  + Phrases.queue(table.get().toString())
                  + " What the trigger kept right is not kept any more.")
          .claims(scene.effects())
          .about(table.get())
          .safe(Phrases.LOCK_TIMEOUT, scene.sql())
          .advice(
              "To change a trigger use CREATE OR REPLACE TRIGGER, which lets readers pass and leaves"
                  + " no gap. "
                  + Phrases.SHORT_WAIT)
          .report();
    }
  }
}
