package dev.ballast.rules.catalogue.published_table_change;

import dev.ballast.rules.lint.ActionOnTable;
import dev.ballast.rules.lint.Deparser;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.tree.ColumnAction;
import dev.ballast.sql.tree.ColumnAction.AddColumn;
import dev.ballast.sql.tree.ColumnAction.AlterType;
import dev.ballast.sql.tree.ColumnAction.DropColumn;
import dev.ballast.sql.tree.ObjectKind;
import dev.ballast.sql.tree.ObjectStatement.Rename;
import dev.ballast.sql.tree.QualifiedName;
import org.jspecify.annotations.NullMarked;

/// ADD, DROP, RENAME COLUMN or TYPE on a table of a known publication.
@NullMarked
public final class PublishedTableChange implements Rule {
  @Override
  public String id() {
    return "published-table-change";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(ColumnAction.class, Rename.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (var altered : ActionOnTable.inUse(scene, ColumnAction.class)) {
      String column = Phrases.quoted(altered.action().column());
      if (altered.action() instanceof AddColumn) {
        report(
            scene,
            altered.table(),
            judgement,
            "gets the column " + column + ", which the subscriber may not have",
            "-- first on every subscriber, then here:",
            Deparser.ended(scene.sql()));
      } else if (altered.action() instanceof DropColumn) {
        report(
            scene,
            altered.table(),
            judgement,
            "loses the column " + column + ", which the subscriber may need (NOT NULL)",
            "-- on every subscriber:",
            "ALTER TABLE %s ALTER COLUMN %s DROP NOT NULL".formatted(altered.table(), column),
            "-- then here:",
            Deparser.ended(scene.sql()));
      } else if (altered.action() instanceof AlterType type) {
        report(
            scene,
            altered.table(),
            judgement,
            "sends "
                + column
                + " as "
                + type.type()
                + ", which the subscriber may not be able to read",
            "-- first on every subscriber, then here:",
            Deparser.ended(scene.sql()));
      }
    }
    if (scene.statement() instanceof Rename rename
        && rename.kind() == ObjectKind.COLUMN
        && rename.relation().isPresent()) {
      report(
          scene,
          rename.relation().get(),
          judgement,
          "sends %s by another name, which the subscriber does not have"
              .formatted(Phrases.quoted(rename.oldName())),
          "-- with the subscription disabled, on both sides:",
          Deparser.ended(scene.sql()));
    }
  }

  private static void report(
      Scene scene, QualifiedName table, Judgement judgement, String what, String... safe) {
    if (scene.isFresh(table)) {
      return;
    }
    scene.schema().publications().stream()
        .filter(publication -> publication.publishes(table))
        .findFirst()
        .ifPresent(
            publication ->
                judgement
                    .hazard(
                        scene,
                        ("%s is published by %s and %s: its worker then fails again and"
                                + " again, and its slot keeps the log here.")
                            .formatted(table, Phrases.quoted(publication.name()), what))
                    .claims(scene.effects())
                    .about(table)
                    .safe(safe)
                    .advice(
                        "Change the subscribers first where a column is added, last"
                            + " where one goes.")
                    .report());
  }
}
