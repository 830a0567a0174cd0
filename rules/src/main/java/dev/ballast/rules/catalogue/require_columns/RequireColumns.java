package dev.ballast.rules.catalogue.require_columns;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.sql.tree.ColumnDefinition;
import dev.ballast.sql.tree.Persistence;
import dev.ballast.sql.tree.TableStatement.CreateTable;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// CREATE TABLE without the columns that every table of the house has.
@NullMarked
public final class RequireColumns implements Rule {
  private static final List<String> REQUIRED = List.of("created_at", "updated_at");

  @Override
  public String id() {
    return "require-columns";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(CreateTable.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof CreateTable create)
        || create.persistence() == Persistence.TEMPORARY
        || !create.origins().isEmpty()) {
      return;
    }
    List<String> there = create.columns().stream().map(ColumnDefinition::name).toList();
    List<String> missing = REQUIRED.stream().filter(name -> !there.contains(name)).toList();
    if (!missing.isEmpty()) {
      judgement
          .hazard(
              scene,
              "%s has no %s: when its rows came to be or changed is not kept."
                  .formatted(create.name(), String.join(" and no ", missing)))
          .safe(
              missing.stream()
                  .map(
                      name ->
                          "ALTER TABLE %s ADD COLUMN %s timestamptz NOT NULL DEFAULT now()"
                              .formatted(create.name(), name))
                  .toArray(String[]::new))
          .advice("Add the columns while the table is empty.")
          .report();
    }
  }
}
