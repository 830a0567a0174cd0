package dev.ballast.rules.catalogue.rename_column;

import dev.ballast.effect.schema.KnownView;
import dev.ballast.evidence.Severity;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.tree.ColumnAction.AddColumn;
import dev.ballast.sql.tree.ObjectKind;
import dev.ballast.sql.tree.ObjectStatement.Rename;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TableStatement.AlterTable;
import dev.ballast.sql.tree.Walk;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// RENAME COLUMN of a table or view in use.
@NullMarked
public final class RenameColumn implements Rule {
  @Override
  public String id() {
    return "rename-column";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(Rename.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof Rename rename)
        || rename.kind() != ObjectKind.COLUMN
        || rename.relation().isEmpty()) {
      return;
    }
    QualifiedName table = rename.relation().get();
    if (scene.isFresh(table)
        || addedHere(scene, table, rename.oldName())
        || givenAgain(scene, table, rename.oldName())) {
      return;
    }
    String from = Phrases.quoted(rename.oldName());
    String to = Phrases.quoted(rename.newName());
    if (isView(scene, rename, table)) {
      viewed(scene, rename, table, judgement);
      return;
    }
    String type =
        scene
            .schema()
            .table(table)
            .flatMap(known -> known.column(rename.oldName()))
            .map(column -> column.type().canonical())
            .orElse("<type>");
    judgement
        .hazard(
            scene,
            "Every statement that names %s.%s fails from here on, and %s exists for none before. "
                    .formatted(table, from, to)
                + Phrases.briefly(table))
        .claims(scene.effects())
        .about(table)
        .atMost(takesPlace(scene, table, rename.newName()) ? Severity.WARNING : Severity.ERROR)
        .safe(
            "ALTER TABLE %s ADD COLUMN %s %s".formatted(table, to, type),
            "-- write both columns from the application or a trigger, then fill old rows"
                + " in batches:",
            "UPDATE %s SET %s = %s WHERE %s IS DISTINCT FROM %s AND <key range>"
                .formatted(table, to, from, to, from),
            "-- when every process reads %s, a release later:".formatted(to),
            "ALTER TABLE %s DROP COLUMN %s".formatted(table, from))
        .advice("Add a column of the new name, write both, and drop the old one a release later.")
        .report();
  }

  private static boolean isView(Scene scene, Rename rename, QualifiedName relation) {
    return rename.relationKind() == ObjectKind.VIEW
        || rename.relationKind() == ObjectKind.MATERIALIZED_VIEW
        || scene.schema().view(relation).isPresent();
  }

  /// A view takes no column by ALTER TABLE; one of its own query or a view over it has both names.
  private static void viewed(Scene scene, Rename rename, QualifiedName view, Judgement judgement) {
    String from = Phrases.quoted(rename.oldName());
    String to = Phrases.quoted(rename.newName());
    boolean materialized =
        rename.relationKind() == ObjectKind.MATERIALIZED_VIEW
            || scene.schema().view(view).filter(KnownView::materialized).isPresent();
    List<String> steps = new ArrayList<>();
    steps.add("-- a view over it that has both names, for those that read the new one:");
    steps.add(
        "CREATE VIEW %s AS SELECT *, %s AS %s FROM %s"
            .formatted(new QualifiedName(view.schema(), view.name() + "_next"), from, to, view));
    if (!materialized) {
      steps.add("-- or both in the view itself:");
      steps.add("CREATE OR REPLACE VIEW " + view + " AS <its query with the new name last>");
    }
    judgement
        .hazard(
            scene,
            "Every statement that names %s.%s fails from here on, and %s exists for none before. "
                    .formatted(view, from, to)
                + Phrases.briefly(view))
        .claims(scene.effects())
        .about(view)
        .safe(steps.toArray(String[]::new))
        .advice("Offer both names, and drop the old one when no process reads it any more.")
        .report();
  }

  /// The transaction exchanges two columns: another one has the name when it ends.
  private static boolean givenAgain(Scene scene, QualifiedName table, String name) {
    return scene.script().ahead(scene.span()).stream()
        .anyMatch(
            ahead ->
                ahead instanceof Rename other
                    && other.kind() == ObjectKind.COLUMN
                    && other.newName().equals(name)
                    && other.relation().filter(table::mayBe).isPresent());
  }

  /// The other half of it: most likely nobody but a trigger knows the column by its former name.
  private static boolean takesPlace(Scene scene, QualifiedName table, String name) {
    return scene.script().seenInTransaction(Rename.class).stream()
        .anyMatch(
            seen ->
                seen.statement() instanceof Rename other
                    && other.kind() == ObjectKind.COLUMN
                    && other.oldName().equals(name)
                    && other.relation().filter(table::mayBe).isPresent());
  }

  private static boolean addedHere(Scene scene, QualifiedName table, String column) {
    return scene.script().seen().stream()
        .filter(seen -> seen.statement() instanceof AlterTable alter && alter.name().mayBe(table))
        .flatMap(seen -> Walk.of(seen.statement()).every(AddColumn.class).stream())
        .anyMatch(added -> added.column().equals(column));
  }
}
