package dev.ballast.change.rules.unlogged_table;

import dev.ballast.change.lint.Altered;
import dev.ballast.change.lint.Judgement;
import dev.ballast.change.lint.Rule;
import dev.ballast.change.lint.Scene;
import dev.ballast.change.lint.Spelling;
import dev.ballast.postgres.sql.tree.Persistence;
import dev.ballast.postgres.sql.tree.QualifiedName;
import dev.ballast.postgres.sql.tree.TableAction.SetLogged;
import dev.ballast.postgres.sql.tree.TableStatement.CreateTable;
import dev.ballast.postgres.sql.tree.TableStatement.CreateTableAs;
import org.jspecify.annotations.NullMarked;

/// CREATE UNLOGGED TABLE, or SET UNLOGGED.
@NullMarked
public final class UnloggedTable implements Rule {
  @Override
  public String id() {
    return "unlogged-table";
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (scene.statement() instanceof CreateTable create
        && create.persistence() == Persistence.UNLOGGED) {
      report(scene, create.name(), judgement);
    }
    if (scene.statement() instanceof CreateTableAs create
        && create.persistence() == Persistence.UNLOGGED) {
      report(scene, create.name(), judgement);
    }
    for (var set : Altered.any(scene, SetLogged.class)) {
      if (!set.action().logged()) {
        report(scene, set.table(), judgement);
      }
    }
  }

  private static void report(Scene scene, QualifiedName table, Judgement judgement) {
    judgement
        .hazard(
            scene,
            "After a crash, on every standby and in every backup %s has no rows.".formatted(table))
        .about(table)
        .safe(
            Spelling.ended(scene.sql())
                .replaceFirst("(?i)SET\\s++UNLOGGED", "SET LOGGED")
                .replaceFirst("(?i)UNLOGGED\\s++", ""))
        .advice("Leave UNLOGGED out, unless every row can be made anew at any time.")
        .report();
  }
}
