package dev.ballast.rules.catalogue.lock_table;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.locks.LockTimeout;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.LockMode;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TableStatement;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// LOCK TABLE in a mode that blocks writers, without a bound for the wait.
@NullMarked
public final class LockTable implements Rule {
  @Override
  public String id() {
    return "lock-table";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(TableStatement.LockTable.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof TableStatement.LockTable lock)
        || lock.mode().compareTo(LockMode.SHARE) < 0
        || lock.nowait()
        || LockTimeout.isShort(scene)) {
      return;
    }
    List<QualifiedName> tables =
        lock.tables().stream().filter(name -> !scene.isFresh(name)).toList();
    if (tables.isEmpty()) {
      return;
    }
    boolean readers = lock.mode() == LockMode.ACCESS_EXCLUSIVE;
    judgement
        .hazard(
            scene,
            "From here to the end of the transaction "
                + Phrases.list(tables)
                + " refuses "
                + (readers ? "everybody, readers too" : "every writer")
                + " ("
                + lock.mode().sql()
                + "), and the wait for the lock has no bound.")
        .claims(scene.effects())
        .about(tables.toArray(QualifiedName[]::new))
        .safe("SET LOCAL lock_timeout = '2s'", scene.sql())
        .advice("Take the weakest mode that does. " + Phrases.SHORT_WAIT)
        .report();
  }
}
