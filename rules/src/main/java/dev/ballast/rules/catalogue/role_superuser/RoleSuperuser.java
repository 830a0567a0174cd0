package dev.ballast.rules.catalogue.role_superuser;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.sql.tree.Option;
import dev.ballast.sql.tree.RoleStatement.AlterRole;
import dev.ballast.sql.tree.RoleStatement.CreateRole;
import dev.ballast.sql.tree.RoleStatement.GrantRole;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// SUPERUSER, BYPASSRLS, CREATEROLE or REPLICATION given to a role, or a predefined role that
/// amounts to it.
@NullMarked
public final class RoleSuperuser implements Rule {
  /// The grammar's names of the attributes, and SQL's.
  private static final Map<String, String> POWERS =
      Map.of(
          "superuser", "SUPERUSER",
          "bypassrls", "BYPASSRLS",
          "createrole", "CREATEROLE",
          "isreplication", "REPLICATION");

  /// Predefined roles that reach the server's files and programs.
  private static final Set<String> SERVER_ROLES =
      Set.of("pg_execute_server_program", "pg_write_server_files", "pg_read_server_files");

  @Override
  public String id() {
    return "role-superuser";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(CreateRole.class, AlterRole.class, GrantRole.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (scene.statement() instanceof CreateRole create) {
      report(scene, create.name(), powers(create.options()), judgement);
    } else if (scene.statement() instanceof AlterRole alter) {
      report(scene, alter.name(), powers(alter.options()), judgement);
    } else if (scene.statement() instanceof GrantRole grant) {
      if (grant.grant()) {
        List<String> powerful = grant.roles().stream().filter(SERVER_ROLES::contains).toList();
        report(scene, String.join(", ", grant.grantees()), powerful, judgement);
      }
    }
  }

  private static List<String> powers(List<Option> options) {
    return options.stream()
        .filter(option -> POWERS.containsKey(option.name()) && option.isOn())
        .map(option -> POWERS.get(option.name()))
        .toList();
  }

  private static void report(Scene scene, String role, List<String> powers, Judgement judgement) {
    if (powers.isEmpty()) {
      return;
    }
    judgement
        .hazard(
            scene,
            "%s gets %s: anyone who holds its password passes what grants and policies keep apart."
                .formatted(role, String.join(", ", powers)))
        .safe("GRANT <the one privilege or predefined role it needs> TO " + role)
        .advice("Give the role the one privilege it needs, and make powerful roles by hand.")
        .report();
  }
}
