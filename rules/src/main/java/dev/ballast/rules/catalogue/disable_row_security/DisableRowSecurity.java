package dev.ballast.rules.catalogue.disable_row_security;

import dev.ballast.rules.lint.ActionOnTable;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.tree.TableAction.RowSecurity;
import org.jspecify.annotations.NullMarked;

/// DISABLE or NO FORCE ROW LEVEL SECURITY, or the last policy dropped.
@NullMarked
public final class DisableRowSecurity implements Rule {
  @Override
  public String id() {
    return "disable-row-security";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(RowSecurity.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (var altered : ActionOnTable.inUse(scene, RowSecurity.class)) {
      String who =
          switch (altered.action().change()) {
            case DISABLE -> "anyone who may read the table";
            case NO_FORCE -> "its owner";
            case ENABLE, FORCE -> "";
          };
      if (!who.isEmpty()) {
        judgement
            .hazard(
                scene,
                "Every row of %s is open to %s from here on; its policies no longer apply. "
                        .formatted(altered.table(), who)
                    + Phrases.briefly(altered.table()))
            .claims(scene.effects())
            .about(altered.table())
            .insteadOf(altered.action())
            .safe("ALTER POLICY <name> ON %s USING (<new condition>)".formatted(altered.table()))
            .advice("Change the policy that is in the way instead of switching all of them off.")
            .report();
      }
    }
  }
}
