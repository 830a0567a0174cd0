package dev.ballast.change.rules.select_for_update_in_migration;

import dev.ballast.change.lint.Judgement;
import dev.ballast.change.lint.Rule;
import dev.ballast.change.lint.Scene;
import dev.ballast.change.rules.Reach;
import dev.ballast.postgres.sql.tree.Locking;
import dev.ballast.postgres.sql.tree.QualifiedName;
import dev.ballast.postgres.sql.tree.Query;
import dev.ballast.postgres.sql.tree.RelationUse;
import dev.ballast.postgres.sql.tree.Walk;
import org.jspecify.annotations.NullMarked;

/// Row locks on any number of rows.
@NullMarked
public final class SelectForUpdateInMigration implements Rule {
  @Override
  public String id() {
    return "select-for-update-in-migration";
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!scene.runsNow()) {
      return;
    }
    for (Query query : Walk.of(scene.statement()).every(Query.class)) {
      boolean waits =
          query.locks().stream().anyMatch(lock -> lock.blocked() == Locking.Blocked.WAIT);
      if (waits && Reach.of(query) != Reach.BOUNDED) {
        query.relations().stream()
            .map(RelationUse::name)
            .filter(table -> !scene.isFresh(table))
            .findFirst()
            .ifPresent(table -> report(scene, query, table, judgement));
      }
    }
  }

  private static void report(Scene scene, Query query, QualifiedName table, Judgement judgement) {
    boolean shared =
        query.locks().stream()
            .allMatch(lock -> lock.strength().compareTo(Locking.Strength.SHARE) <= 0);
    judgement
        .hazard(
            scene,
            "Every row of "
                + table
                + " that the query finds is locked until the transaction ends, and written to mark"
                + " it so: "
                + (shared ? "UPDATE and DELETE" : "UPDATE, DELETE and SELECT FOR UPDATE")
                + " of them by others wait, and it waits itself for every row that somebody has"
                + " locked.")
        .about(table)
        .safe(
            "SELECT id FROM " + table + " WHERE ... ORDER BY id LIMIT 1000 FOR UPDATE SKIP LOCKED")
        .advice("Lock some thousand rows at a time, in the order of the key, and commit.")
        .report();
  }
}
