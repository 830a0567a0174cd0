package dev.ballast.rules.catalogue.require_table_schema;

import dev.ballast.rules.lint.Deparser;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.sql.script.SqlText;
import dev.ballast.sql.tree.Persistence;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.Statement;
import dev.ballast.sql.tree.TableStatement.CreateTable;
import dev.ballast.sql.tree.TableStatement.CreateTableAs;
import dev.ballast.sql.tree.ViewStatement.CreateView;
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
  public Subjects subjects() {
    return Subjects.of(CreateTable.class, CreateTableAs.class, CreateView.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    made(scene.statement())
        .filter(name -> name.schema().isEmpty())
        .ifPresent(
            name ->
                judgement
                    .hazard(
                        scene,
                        "%s is made in the first schema of the search_path of anyone who runs this."
                            .formatted(name))
                    .safe(
                        SqlText.of(Deparser.ended(scene.sql()))
                            .renamed(
                                name.name(), QualifiedName.of("public", name.name()).toString()))
                    .advice("Write the schema before the name.")
                    .report());
  }

  /// The relation that the statement makes to stay.
  private static Optional<QualifiedName> made(Statement statement) {
    if (statement instanceof CreateTable create && create.persistence() != Persistence.TEMPORARY) {
      return Optional.of(create.name());
    }
    if (statement instanceof CreateTableAs create
        && create.persistence() != Persistence.TEMPORARY) {
      return Optional.of(create.name());
    }
    return statement instanceof CreateView create && create.persistence() != Persistence.TEMPORARY
        ? Optional.of(create.name())
        : Optional.empty();
  }
}
