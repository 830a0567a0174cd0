package dev.ballast.rules.catalogue.detach_concurrently_with_default;

import dev.ballast.effect.schema.KnownTable;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.tree.TableAction.DetachPartition;
import dev.ballast.sql.tree.TableStatement.AlterTable;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/// DETACH CONCURRENTLY of a table with a DEFAULT partition: `ATExecDetachPartition` in
/// `src/backend/commands/tablecmds.c` refuses it.
@NullMarked
public final class DetachConcurrentlyWithDefault implements Rule {
  @Override
  public String id() {
    return "detach-concurrently-with-default";
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof AlterTable alter)) {
      return;
    }
    Optional<KnownTable> rest = scene.schema().defaultPartition(alter.name());
    for (var action : alter.actions()) {
      if (action instanceof DetachPartition detach && detach.concurrently() && rest.isPresent()) {
        judgement
            .hazard(
                scene,
                "PostgreSQL refuses this statement: "
                    + alter.name()
                    + " has a DEFAULT partition ("
                    + rest.get().name()
                    + "), and then no partition can be detached concurrently.")
            .refused(scene, "55000")
            .safe(
                Phrases.LOCK_TIMEOUT,
                "ALTER TABLE " + alter.name() + " DETACH PARTITION " + detach.partition())
            .advice("Detach it without CONCURRENTLY. " + Phrases.SHORT_WAIT)
            .report();
      }
    }
  }
}
