package dev.ballast.rules.catalogue.select_star_view;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.sql.tree.Expression.ColumnReference;
import dev.ballast.sql.tree.ObjectKind;
import dev.ballast.sql.tree.ObjectStatement.Rename;
import dev.ballast.sql.tree.ObjectStatement.SetSchema;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.Query;
import dev.ballast.sql.tree.Statement;
import dev.ballast.sql.tree.TableStatement.CreateTableAs;
import dev.ballast.sql.tree.ViewStatement.CreateView;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/// CREATE VIEW whose select list holds a star.
@NullMarked
public final class SelectStarView implements Rule {
  @Override
  public String id() {
    return "select-star-view";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(CreateView.class, CreateTableAs.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    Optional<QualifiedName> view = starred(scene.statement());
    if (view.isEmpty() || aliasOfRenamed(scene)) {
      return;
    }
    judgement
        .hazard(
            scene,
            ("The columns of %s are those of today: later ones of its tables are missing,"
                        + " and none of")
                    .formatted(view.get())
                + " today's can be dropped there.")
        .safe(
            "CREATE %s %s AS SELECT <columns> FROM ..."
                .formatted(
                    scene.statement() instanceof CreateView ? "VIEW" : "MATERIALIZED VIEW",
                    view.get()))
        .advice("List the columns that its readers need.")
        .report();
  }

  private static boolean star(Query query) {
    return query.targets().stream()
            .anyMatch(
                target ->
                    target.value() instanceof ColumnReference reference
                        && reference.column().equals("*"))
        || query.branches().stream().anyMatch(SelectStarView::star);
  }

  /// It gives a table that this script renamed or moved its old name back.
  private static boolean aliasOfRenamed(Scene scene) {
    return scene.script().seen().stream()
        .anyMatch(
            seen -> seen.statement() instanceof Rename || seen.statement() instanceof SetSchema);
  }

  private static Optional<QualifiedName> starred(Statement statement) {
    if (statement instanceof CreateView create && star(create.query())) {
      return Optional.of(create.name());
    }
    return statement instanceof CreateTableAs create
            && create.kind() == ObjectKind.MATERIALIZED_VIEW
            && create.query().filter(SelectStarView::star).isPresent()
        ? Optional.of(create.name())
        : Optional.empty();
  }
}
