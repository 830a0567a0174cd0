package dev.ballast.change.rules.drop_primary_key;

import dev.ballast.change.lint.Altered;
import dev.ballast.change.lint.Judgement;
import dev.ballast.change.lint.Rule;
import dev.ballast.change.lint.Scene;
import dev.ballast.change.rules.Phrases;
import dev.ballast.change.schema.KnownConstraint;
import dev.ballast.change.schema.KnownTable;
import dev.ballast.postgres.sql.tree.Constraint;
import dev.ballast.postgres.sql.tree.ConstraintAction.AddConstraint;
import dev.ballast.postgres.sql.tree.ConstraintAction.DropConstraint;
import dev.ballast.postgres.sql.tree.QualifiedName;
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
  public void check(Scene scene, Judgement judgement) {
    List<Altered<AddConstraint>> added = Altered.inUse(scene, AddConstraint.class);
    boolean swapped =
        added.stream()
            .anyMatch(each -> each.action().constraint().kind() == Constraint.Kind.PRIMARY_KEY);
    for (var dropped : Altered.inUse(scene, DropConstraint.class)) {
      QualifiedName table = dropped.table();
      String name = dropped.action().name();
      Optional<KnownTable> known = scene.schema().table(table);
      Optional<KnownConstraint> constraint = known.flatMap(each -> each.constraint(name));
      boolean key =
          constraint
              .map(each -> each.kind() == Constraint.Kind.PRIMARY_KEY)
              .orElse(name.equals(table.name() + "_pkey"));
      if (key && !swapped) {
        report(scene, table, name, judgement);
      }
    }
  }

  private static void report(Scene scene, QualifiedName table, String name, Judgement judgement) {
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
        .safe(
            "CREATE UNIQUE INDEX CONCURRENTLY %s ON %s (<new key>)".formatted(index, table),
            "ALTER TABLE %s DROP CONSTRAINT %s, ADD CONSTRAINT %s PRIMARY KEY USING INDEX %s"
                .formatted(table, Phrases.quoted(name), index, index))
        .advice("Swap the old key for the new one in a single ALTER TABLE.")
        .report();
  }
}
