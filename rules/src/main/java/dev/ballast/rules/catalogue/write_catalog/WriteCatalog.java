package dev.ballast.rules.catalogue.write_catalog;

import dev.ballast.rules.dependents.SystemCatalogs;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.tree.DataStatement;
import dev.ballast.sql.tree.DataStatement.Copy;
import dev.ballast.sql.tree.DataStatement.Delete;
import dev.ballast.sql.tree.DataStatement.Insert;
import dev.ballast.sql.tree.DataStatement.Merge;
import dev.ballast.sql.tree.DataStatement.Select;
import dev.ballast.sql.tree.DataStatement.Update;
import dev.ballast.sql.tree.QualifiedName;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/// INSERT, UPDATE, DELETE, MERGE or COPY into a system catalog.
@NullMarked
public final class WriteCatalog implements Rule {
  @Override
  public String id() {
    return "write-catalog";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(DataStatement.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    List<QualifiedName> catalogs =
        scene.walk().every(DataStatement.class).stream()
            .flatMap(each -> target(each).stream())
            .filter(SystemCatalogs::isCatalog)
            .distinct()
            .toList();
    if (catalogs.isEmpty()) {
      return;
    }
    judgement
        .hazard(
            scene,
            "Rows of %s are changed by hand: nothing checks that they fit the other catalogs and the"
                    .formatted(Phrases.list(catalogs))
                + " files of the tables, and no table is locked meanwhile. Only a superuser may do"
                + " it.")
        .advice(
            "Use the statement that PostgreSQL has for it, such as ALTER TABLE, ALTER DATABASE,"
                + " ALTER TYPE or COMMENT.")
        .report();
  }

  private static Optional<QualifiedName> target(DataStatement statement) {
    return switch (statement) {
      case Insert insert -> Optional.of(insert.table());
      case Update update -> Optional.of(update.table());
      case Delete delete -> Optional.of(delete.table());
      case Merge merge -> Optional.of(merge.table());
      case Copy copy -> copy.relation().filter(relation -> copy.from());
      case Select _ -> Optional.empty();
    };
  }
}
