package dev.ballast.rules.catalogue.unlogged_table;

import dev.ballast.rules.lint.ActionOnTable;
import dev.ballast.rules.lint.Deparser;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.sql.script.SqlText;
import dev.ballast.sql.tree.Persistence;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TableAction.SetLogged;
import dev.ballast.sql.tree.TableStatement.CreateTable;
import dev.ballast.sql.tree.TableStatement.CreateTableAs;
import org.jspecify.annotations.NullMarked;

/// CREATE UNLOGGED TABLE, or SET UNLOGGED.
@NullMarked
public final class UnloggedTable implements Rule {
  @Override
  public String id() {
    return "unlogged-table";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(CreateTable.class, CreateTableAs.class, SetLogged.class);
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
    for (var set : ActionOnTable.any(scene, SetLogged.class)) {
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
        .safe(logged(SqlText.of(Deparser.ended(scene.sql()))))
        .advice("Leave UNLOGGED out, unless every row can be recreated at any time.")
        .report();
  }

  private static String logged(SqlText text) {
    return text.first("SET UNLOGGED").isPresent()
        ? text.replacedFirst("SET UNLOGGED", "SET LOGGED")
        : text.without("UNLOGGED");
  }
}
