package dev.ballast.change.rules.require_table_schema;

import dev.ballast.change.lint.Judgement;
import dev.ballast.change.lint.Rule;
import dev.ballast.change.lint.Scene;
import dev.ballast.change.lint.Spelling;
import dev.ballast.change.lint.Words;
import dev.ballast.postgres.sql.tree.Persistence;
import dev.ballast.postgres.sql.tree.QualifiedName;
import dev.ballast.postgres.sql.tree.TableStatement.CreateTable;
import dev.ballast.postgres.sql.tree.TableStatement.CreateTableAs;
import dev.ballast.postgres.sql.tree.ViewStatement.CreateView;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/// CREATE of a relation whose name says no schema.
@NullMarked
public final class RequireTableSchema implements Rule {
  @Override
  public String id() {
    return "require-table-schema";
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    Optional<QualifiedName> made =
        switch (scene.statement()) {
          case CreateTable create when create.persistence() != Persistence.TEMPORARY ->
              Optional.of(create.name());
          case CreateTableAs create when create.persistence() != Persistence.TEMPORARY ->
              Optional.of(create.name());
          case CreateView create when create.persistence() != Persistence.TEMPORARY ->
              Optional.of(create.name());
          default -> Optional.empty();
        };
    made.filter(name -> name.schema().isEmpty())
        .ifPresent(
            name ->
                judgement
                    .hazard(
                        scene,
                        "%s is made in the first schema of the search_path of whoever runs this."
                            .formatted(name))
                    .safe(
                        Words.replaced(
                            Spelling.ended(scene.sql()),
                            name.name(),
                            QualifiedName.of("public", name.name()).toString()))
                    .advice("Write the schema before the name.")
                    .report());
  }
}
