package dev.ballast.rules.catalogue.drop_owned;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.tree.RoleStatement;
import dev.ballast.sql.tree.RoleStatement.ReassignOwned;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/// DROP OWNED BY.
@NullMarked
public final class DropOwned implements Rule {
  @Override
  public String id() {
    return "drop-owned";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(RoleStatement.DropOwned.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof RoleStatement.DropOwned drop) || handedOver(scene, drop)) {
      return;
    }
    String roles = drop.roles().stream().map(Phrases::quoted).collect(Collectors.joining(", "));
    judgement
        .hazard(
            scene,
            "Every table, view and function that "
                + roles
                + " owns in this database is dropped with its rows, whatever it is called.")
        .claims(scene.effects())
        .safe(
            "REASSIGN OWNED BY %s TO <new owner>".formatted(roles),
            "-- now there is nothing left to drop but privileges:",
            "DROP OWNED BY " + roles)
        .advice("Run REASSIGN OWNED right before it, so that only privileges are left to drop.")
        .report();
  }

  private static boolean handedOver(Scene scene, RoleStatement.DropOwned drop) {
    return scene.script().seen().stream()
        .anyMatch(
            seen ->
                seen.statement() instanceof ReassignOwned reassign
                    && reassign.roles().containsAll(drop.roles()));
  }
}
