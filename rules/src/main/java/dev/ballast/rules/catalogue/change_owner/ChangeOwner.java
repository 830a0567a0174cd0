package dev.ballast.rules.catalogue.change_owner;

import dev.ballast.effect.claim.Affected;
import dev.ballast.rules.dependents.CreatedInScript;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.tree.ObjectKind;
import dev.ballast.sql.tree.ObjectStatement;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.RoleStatement.ReassignOwned;
import dev.ballast.sql.tree.TableAction.SetOwner;
import dev.ballast.sql.tree.TableStatement.AlterTable;
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
  public Subjects subjects() {
    return Subjects.of(SetOwner.class, ObjectStatement.ChangeOwner.class, ReassignOwned.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (scene.statement() instanceof AlterTable alter) {
      for (var action : alter.actions()) {
        if (action instanceof SetOwner owner && !scene.isFresh(alter.name())) {
          report(scene, alter.name().toString(), owner.owner(), judgement);
        }
      }
    } else if (scene.statement() instanceof ObjectStatement.ChangeOwner change) {
      QualifiedName name = change.name().name();
      boolean fresh =
          change.kind() == ObjectKind.SCHEMA
              ? CreatedInScript.schema(scene, name.name())
              : CreatedInScript.object(scene, name);
      if (!fresh) {
        report(
            scene,
            "the " + change.kind().sql().toLowerCase(Locale.ROOT) + " " + name,
            change.newOwner(),
            judgement);
      }
    } else if (scene.statement() instanceof ReassignOwned reassign) {
      report(
          scene,
          "everything that " + String.join(", ", reassign.roles()) + " owns in this database",
          reassign.newOwner(),
          judgement);
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
