package dev.ballast.rules.catalogue.drop_type;

import dev.ballast.rules.dependents.CreatedInScript;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.sql.tree.ObjectKind;
import dev.ballast.sql.tree.ObjectName;
import dev.ballast.sql.tree.ObjectStatement.Drop;
import dev.ballast.sql.tree.ObjectStatement.Rename;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.Statement;
import dev.ballast.sql.tree.TypeStatement.CreateCompositeType;
import dev.ballast.sql.tree.TypeStatement.CreateDomain;
import dev.ballast.sql.tree.TypeStatement.CreateEnum;
import org.jspecify.annotations.NullMarked;

/// DROP TYPE or DROP DOMAIN without CASCADE.
@NullMarked
public final class DropType implements Rule {
  @Override
  public String id() {
    return "drop-type";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(Drop.class);
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
      if (CreatedInScript.object(scene, type)) {
        continue;
      }
      boolean replaced = isReplaced(scene, type);
      String user =
          scene.schema().tablesUsing(type).stream()
              .findFirst()
              .map(table -> " PostgreSQL refuses it while " + table.name() + " has a column of it.")
              .orElse("");
      if (replaced && user.isEmpty()) {
        continue;
      }
      Judgement.Draft draft =
          judgement.hazard(
              scene,
              "Function bodies and clients that name %s fail from here on; PostgreSQL does not look"
                      .formatted(type)
                  + " into them."
                  + user);
      if (!user.isEmpty()) {
        draft.refused(scene, "2BP01");
      }
      draft
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

  /// The script gives the name to another type further down, as where an enum is recreated: who
  /// names it finds that one.
  private static boolean isReplaced(Scene scene, QualifiedName type) {
    return scene.within().isEmpty()
        && scene.script().behind(scene.span()).stream()
            .anyMatch(
                later ->
                    switch (later) {
                      case CreateEnum create -> create.name().mayBe(type);
                      case CreateDomain create -> create.name().mayBe(type);
                      case CreateCompositeType create -> create.name().mayBe(type);
                      case Rename rename ->
                          rename.newName().equals(type.name())
                              && (rename.kind() == ObjectKind.TYPE
                                  || rename.kind() == ObjectKind.DOMAIN);
                      case Statement _ -> false;
                    });
  }
}
