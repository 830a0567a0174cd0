package dev.ballast.change.rules.lock_table;

import dev.ballast.change.lint.Judgement;
import dev.ballast.change.lint.Rule;
import dev.ballast.change.lint.Scene;
import dev.ballast.change.rules.Phrases;
import dev.ballast.change.rules.ShortWait;
import dev.ballast.postgres.LockMode;
import dev.ballast.postgres.sql.tree.QualifiedName;
import dev.ballast.postgres.sql.tree.TableStatement;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// LOCK TABLE in a mode that stops writers, without a bound for the wait.
@NullMarked
public final class LockTable implements Rule {
  @Override
  public String id() {
    return "lock-table";
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof TableStatement.LockTable lock)
        || lock.mode().compareTo(LockMode.SHARE) < 0
        || lock.nowait()
        || ShortWait.isBounded(scene)) {
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
