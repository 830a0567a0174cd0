package dev.ballast.change.rules.default_privileges;

import dev.ballast.change.lint.Judgement;
import dev.ballast.change.lint.Rule;
import dev.ballast.change.lint.Scene;
import dev.ballast.change.lint.Spelling;
import dev.ballast.postgres.sql.tree.RoleStatement.AlterDefaultPrivileges;
import org.jspecify.annotations.NullMarked;

/// ALTER DEFAULT PRIVILEGES without FOR ROLE.
@NullMarked
public final class DefaultPrivileges implements Rule {
  @Override
  public String id() {
    return "default-privileges";
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (scene.statement() instanceof AlterDefaultPrivileges alter && alter.roles().isEmpty()) {
      judgement
          .hazard(
              scene,
              "Only objects that the role running this statement makes later get these"
                  + " privileges; those"
                  + " of any other role, and those that stand already, do not.")
          .safe(
              Spelling.ended(scene.sql())
                  .replaceFirst(
                      "(?i)DEFAULT\\s+PRIVILEGES", "DEFAULT PRIVILEGES FOR ROLE <migrator>"))
          .advice("Say FOR ROLE with the role that makes the objects.")
          .report();
    }
  }
}
