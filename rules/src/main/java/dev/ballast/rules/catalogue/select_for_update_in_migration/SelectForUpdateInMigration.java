package dev.ballast.rules.catalogue.select_for_update_in_migration;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.ConditionReach;
import dev.ballast.sql.tree.Locking;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.Query;
import dev.ballast.sql.tree.RelationUse;
import org.jspecify.annotations.NullMarked;

/// Row locks on any number of rows.
@NullMarked
public final class SelectForUpdateInMigration implements Rule {
  @Override
  public String id() {
    return "select-for-update-in-migration";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(Query.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!scene.runsNow()) {
      return;
    }
    for (Query query : scene.walk().every(Query.class)) {
      boolean waits =
          query.locks().stream().anyMatch(lock -> lock.blocked() == Locking.Blocked.WAIT);
      if (waits && ConditionReach.of(query) != ConditionReach.BOUNDED) {
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
        .advice("Lock a few thousand rows at a time, in the order of the key, and commit.")
        .report();
  }
}
