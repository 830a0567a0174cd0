package dev.ballast.rules.catalogue.default_privileges;

import dev.ballast.rules.lint.Deparser;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.sql.script.SqlText;
import dev.ballast.sql.tree.RoleStatement.AlterDefaultPrivileges;
import org.jspecify.annotations.NullMarked;

/// ALTER DEFAULT PRIVILEGES without FOR ROLE.
@NullMarked
public final class DefaultPrivileges implements Rule {
  @Override
  public String id() {
    return "default-privileges";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(AlterDefaultPrivileges.class);
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
              SqlText.of(Deparser.ended(scene.sql()))
                  .replacedFirst("DEFAULT PRIVILEGES", "DEFAULT PRIVILEGES FOR ROLE <migrator>"))
          .advice("Say FOR ROLE with the role that makes the objects.")
          .report();
    }
  }
}
