package dev.ballast.change.rules.change_owner;

import dev.ballast.change.effect.Affected;
import dev.ballast.change.lint.Judgement;
import dev.ballast.change.lint.Rule;
import dev.ballast.change.lint.Scene;
import dev.ballast.change.rules.Newborn;
import dev.ballast.change.rules.Phrases;
import dev.ballast.postgres.sql.tree.ObjectKind;
import dev.ballast.postgres.sql.tree.ObjectStatement;
import dev.ballast.postgres.sql.tree.QualifiedName;
import dev.ballast.postgres.sql.tree.RoleStatement.ReassignOwned;
import dev.ballast.postgres.sql.tree.TableAction.SetOwner;
import dev.ballast.postgres.sql.tree.TableStatement.AlterTable;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.NullMarked;

/// OWNER TO and REASSIGN OWNED.
@NullMarked
public final class ChangeOwner implements Rule {
  @Override
  public String id() {
    return "change-owner";
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    switch (scene.statement()) {
      case AlterTable alter -> {
        for (var action : alter.actions()) {
          if (action instanceof SetOwner owner && !scene.isFresh(alter.name())) {
            report(scene, alter.name().toString(), owner.owner(), judgement);
          }
        }
      }
      case ObjectStatement.ChangeOwner change -> {
        QualifiedName name = change.name().name();
        boolean fresh =
            change.kind() == ObjectKind.SCHEMA
                ? Newborn.schema(scene, name.name())
                : Newborn.object(scene, name);
        if (!fresh) {
          report(
              scene,
              "the " + change.kind().sql().toLowerCase(Locale.ROOT) + " " + name,
              change.newOwner(),
              judgement);
        }
      }
      case ReassignOwned reassign ->
          report(
              scene,
              "everything that " + String.join(", ", reassign.roles()) + " owns in this database",
              reassign.newOwner(),
              judgement);
      default -> {}
    }
  }

  private static void report(Scene scene, String what, String owner, Judgement judgement) {
    judgement
        .hazard(
            scene,
            "%s may do everything with %s from here on, and its former owner only what is granted."
                .formatted(Phrases.quoted(owner), what))
        .claims(
            scene.effects().locks().stream()
                .filter(lock -> lock.relation().kind() == Affected.Kind.TABLE)
                .toList(),
            List.of())
        .safe("GRANT <what is needed> ON <object> TO " + Phrases.quoted(owner))
        .advice(
            "Grant what is needed instead, or say in a suppression why the owner has to change.")
        .report();
  }
}
