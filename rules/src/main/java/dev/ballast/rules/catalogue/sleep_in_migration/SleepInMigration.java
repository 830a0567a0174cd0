package dev.ballast.rules.catalogue.sleep_in_migration;

import dev.ballast.effect.claim.LockEffect;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.SeenStatement;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.locks.BlockingLocks;
import dev.ballast.sql.tree.Expression.FunctionCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A migration that waits on purpose.
@NullMarked
public final class SleepInMigration implements Rule {
  private static final Set<String> FUNCTIONS = Set.of("pg_sleep", "pg_sleep_for", "pg_sleep_until");

  @Override
  public String id() {
    return "sleep-in-migration";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(FunctionCall.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!scene.runsNow()
        || scene.walk().calls().stream()
            .noneMatch(call -> FUNCTIONS.contains(call.name().name()))) {
      return;
    }
    List<LockEffect> held = new ArrayList<>();
    if (scene.inTransaction()) {
      for (SeenStatement statement : scene.script().seenInTransaction()) {
        held.addAll(BlockingLocks.of(statement.effects()));
      }
    }
    judgement
        .hazard(
            scene,
            held.isEmpty()
                ? "The script waits here on purpose; while a statement runs, its snapshot keeps"
                    + " VACUUM from cleaning anything newer, and every lock of its transaction"
                    + " stays."
                : "The transaction waits here on purpose and holds "
                    + BlockingLocks.told(held)
                    + " all the while: anyone who needs the table waits with it.")
        .claims(held, List.of())
        .about(BlockingLocks.tables(held))
        .advice("Pause between transactions, in the tool that runs the script, not inside of one.")
        .report();
  }
}
