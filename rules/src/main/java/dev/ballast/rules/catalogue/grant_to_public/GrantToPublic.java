package dev.ballast.rules.catalogue.grant_to_public;

import dev.ballast.rules.lint.Deparser;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.sql.script.SqlText;
import dev.ballast.sql.tree.ObjectKind;
import dev.ballast.sql.tree.ObjectName;
import dev.ballast.sql.tree.RoleStatement.AlterDefaultPrivileges;
import dev.ballast.sql.tree.RoleStatement.Grant;
import java.util.Locale;
import java.util.Optional;
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
    boolean later = scene.statement() instanceof AlterDefaultPrivileges;
    judgement
        .hazard(
            scene,
            "Every role of the cluster, also one made later, has %s%s from here on."
                .formatted(privileges, objects(grant, later)))
        .safe(
            "CREATE ROLE <group> NOLOGIN",
            toGroup(scene.sql())
                .orElseGet(() -> "GRANT " + privileges + objects(grant, later) + " TO <group>"),
            "GRANT <group> TO <role>")
        .advice("Grant it to a group role, and the group to the roles that need it.")
        .report();
  }

  /// ` on orders`, ` on schema app`, ` on all tables in schema app`.
  private static String objects(Grant grant, boolean later) {
    String kind = grant.kind().sql().toLowerCase(Locale.ROOT);
    String names =
        grant.objects().stream().map(ObjectName::toString).collect(Collectors.joining(", "));
    if (later) {
      return " on " + kind + "s made later";
    }
    if (names.isEmpty()) {
      return "";
    }
    if (grant.allInSchema()) {
      return " on all " + kind + "s in schema " + names;
    }
    return " on " + (grant.kind() == ObjectKind.TABLE ? "" : kind + " ") + names;
  }

  /// The statement as written, with the group in the place of PUBLIC.
  private static Optional<String> toGroup(String sql) {
    String ended = Deparser.ended(sql);
    return SqlText.of(ended)
        .lastOuter("TO")
        .map(
            to ->
                ended.substring(0, to.end())
                    + SqlText.of(ended.substring(to.end())).replacedFirst("PUBLIC", "<group>"));
  }

  /// What PUBLIC has anyway unless somebody took it away.
  private static boolean harmless(Grant grant) {
    return grant.kind().isRoutine()
        || grant.kind() == ObjectKind.TYPE
        || grant.kind() == ObjectKind.DOMAIN
        || grant.kind() == ObjectKind.LANGUAGE;
  }
}
