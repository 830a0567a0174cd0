package dev.ballast.rules.catalogue.drop_primary_key;

import dev.ballast.effect.schema.KnownConstraint;
import dev.ballast.effect.schema.KnownTable;
import dev.ballast.rules.lint.ActionOnTable;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.ConstraintAction.AddConstraint;
import dev.ballast.sql.tree.ConstraintAction.DropConstraint;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TableStatement.AlterTable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/// DROP CONSTRAINT of the primary key.
@NullMarked
public final class DropPrimaryKey implements Rule {
  @Override
  public String id() {
    return "drop-primary-key";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(DropConstraint.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    List<ActionOnTable<AddConstraint>> added = ActionOnTable.inUse(scene, AddConstraint.class);
    boolean swapped =
        added.stream()
            .anyMatch(each -> each.action().constraint().kind() == Constraint.Kind.PRIMARY_KEY);
    for (var dropped : ActionOnTable.inUse(scene, DropConstraint.class)) {
      QualifiedName table = dropped.table();
      String name = dropped.action().name();
      Optional<KnownTable> known = scene.schema().table(table);
      Optional<KnownConstraint> constraint = known.flatMap(each -> each.constraint(name));
      boolean key =
          constraint
              .map(each -> each.kind() == Constraint.Kind.PRIMARY_KEY)
              .orElse(name.equals(table.name() + "_pkey"));
      if (key && !swapped && !newKeyFollows(scene, table)) {
        report(scene, dropped, judgement);
      }
    }
  }

  /// The same transaction makes another key, so nobody sees the table without one.
  private static boolean newKeyFollows(Scene scene, QualifiedName table) {
    return scene.script().ahead(scene.span()).stream()
        .filter(AlterTable.class::isInstance)
        .map(AlterTable.class::cast)
        .filter(alter -> alter.name().mayBe(table))
        .flatMap(alter -> alter.actions().stream())
        .anyMatch(
            action ->
                action instanceof AddConstraint(_, Constraint constraint)
                    && constraint.kind() == Constraint.Kind.PRIMARY_KEY);
  }

  private static void report(
      Scene scene, ActionOnTable<DropConstraint> dropped, Judgement judgement) {
    QualifiedName table = dropped.table();
    String index = Phrases.quoted(table.name() + "_new_key");
    judgement
        .hazard(
            scene,
            table
                + " has no primary key from here on: duplicates come in, and if it is published,"
                + " UPDATE and DELETE fail. "
                + Phrases.briefly(table))
        .claims(scene.effects())
        .about(table)
        .insteadOf(dropped.action())
        .safe(
            "CREATE UNIQUE INDEX CONCURRENTLY %s ON %s (<new key>)".formatted(index, table),
            "ALTER TABLE %s DROP CONSTRAINT %s, ADD CONSTRAINT %s PRIMARY KEY USING INDEX %s"
                .formatted(table, Phrases.quoted(dropped.action().name()), index, index))
        .advice("Swap the old key for the new one in a single ALTER TABLE.")
        .report();
  }
}
