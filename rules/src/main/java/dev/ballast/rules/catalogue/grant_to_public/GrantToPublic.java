package dev.ballast.rules.catalogue.grant_to_public;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.sql.tree.ObjectKind;
import dev.ballast.sql.tree.ObjectName;
import dev.ballast.sql.tree.RoleStatement.AlterDefaultPrivileges;
import dev.ballast.sql.tree.RoleStatement.Grant;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/// GRANT ... TO PUBLIC.
@NullMarked
public final class GrantToPublic implements Rule {
  @Override
  public String id() {
    return "grant-to-public";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(Grant.class, AlterDefaultPrivileges.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (scene.statement() instanceof Grant grant) {
      check(scene, grant, judgement);
    } else if (scene.statement() instanceof AlterDefaultPrivileges defaults) {
      check(scene, defaults.grant(), judgement);
    }
  }

  private static void check(Scene scene, Grant grant, Judgement judgement) {
    if (!grant.grant() || !grant.grantees().contains("public") || harmless(grant)) {
      return;
    }
    String privileges =
        grant.privileges().isEmpty()
            ? "ALL"
            : grant.privileges().stream()
                .map(each -> each.name().toUpperCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    String objects =
        grant.objects().stream().map(ObjectName::toString).collect(Collectors.joining(", "));
    judgement
        .hazard(
            scene,
            "Every role of the cluster, also one made later, has %s%s from here on."
                .formatted(privileges, objects.isEmpty() ? "" : " on " + objects))
        .safe(
            "CREATE ROLE <group> NOLOGIN",
            "GRANT %s ON %s TO <group>".formatted(privileges, objects.isEmpty() ? "..." : objects),
            "GRANT <group> TO <role>")
        .advice("Grant it to a group role, and the group to the roles that need it.")
        .report();
  }

  /// What PUBLIC has anyway unless somebody took it away.
  private static boolean harmless(Grant grant) {
    return grant.kind().isRoutine()
        || grant.kind() == ObjectKind.TYPE
        || grant.kind() == ObjectKind.DOMAIN
        || grant.kind() == ObjectKind.LANGUAGE;
  }
}
