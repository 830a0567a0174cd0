package dev.ballast.change.rules.drop_type;

import dev.ballast.change.lint.Judgement;
import dev.ballast.change.lint.Rule;
import dev.ballast.change.lint.Scene;
import dev.ballast.change.rules.Newborn;
import dev.ballast.postgres.sql.tree.ObjectKind;
import dev.ballast.postgres.sql.tree.ObjectName;
import dev.ballast.postgres.sql.tree.ObjectStatement.Drop;
import dev.ballast.postgres.sql.tree.QualifiedName;
import org.jspecify.annotations.NullMarked;

/// DROP TYPE or DROP DOMAIN without CASCADE.
@NullMarked
public final class DropType implements Rule {
  @Override
  public String id() {
    return "drop-type";
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof Drop drop)
        || (drop.kind() != ObjectKind.TYPE && drop.kind() != ObjectKind.DOMAIN)
        || drop.cascade()) {
      return;
    }
    for (ObjectName object : drop.objects()) {
      QualifiedName type = object.name();
      if (Newborn.object(scene, type)) {
        continue;
      }
      String user =
          scene.schema().tablesUsing(type).stream()
              .findFirst()
              .map(table -> " PostgreSQL refuses it while " + table.name() + " has a column of it.")
              .orElse("");
      judgement
          .hazard(
              scene,
              "Function bodies and clients that name %s fail from here on; PostgreSQL does not look"
                      .formatted(type)
                  + " into them."
                  + user)
          .claims(scene.effects())
          .safe(
              "-- functions whose body names it:",
              "SELECT oid::regprocedure FROM pg_proc WHERE prosrc ILIKE '%%%s%%'"
                  .formatted(type.name().replace("'", "''")),
              "-- when there is none, and no application names it:",
              "DROP %s %s".formatted(drop.kind().sql(), type))
          .advice("Release functions and applications that no longer name it first.")
          .report();
    }
  }
}
