package dev.ballast.rules.catalogue.revoke_privilege;

import dev.ballast.evidence.Severity;
import dev.ballast.rules.dependents.CreatedInScript;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.sql.tree.ObjectKind;
import dev.ballast.sql.tree.ObjectName;
import dev.ballast.sql.tree.RoleStatement.Grant;
import dev.ballast.sql.tree.RoleStatement.GrantRole;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/// REVOKE of privileges on objects that others use, or of the membership in a role.
@NullMarked
public final class RevokePrivilege implements Rule {
  private static final String PUBLIC = "public";
  private static final String PREDEFINED = "pg_";

  @Override
  public String id() {
    return "revoke-privilege";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(Grant.class, GrantRole.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (scene.statement() instanceof Grant grant) {
      if (!grant.grant() && !grant.grantOption()) {
        privileges(scene, grant, judgement);
      }
    } else if (scene.statement() instanceof GrantRole grant
        && !grant.grant()
        && grant.options().isEmpty()) {
      membership(scene, grant, judgement);
    }
  }

  private static void privileges(Scene scene, Grant grant, Judgement judgement) {
    List<String> grantees = others(scene, grant.grantees());
    List<ObjectName> objects =
        grant.objects().stream().filter(each -> !isNew(scene, grant, each)).toList();
    if (grantees.isEmpty() || objects.isEmpty()) {
      return;
    }
    String privileges =
        grant.privileges().isEmpty()
            ? "ALL"
            : grant.privileges().stream()
                .map(each -> each.name().toUpperCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    String all = grant.allInSchema() ? "all of schema " : "";
    String names = objects.stream().map(ObjectName::toString).collect(Collectors.joining(", "));
    // What PUBLIC has of databases, schemas, types and routines is often taken away on purpose, and
    // nobody logs in as a predefined role.
    boolean hardening =
        grantees.stream()
            .allMatch(
                each ->
                    each.startsWith(PREDEFINED)
                        || (each.equals(PUBLIC) && !grant.kind().isRelation()));
    report(
        scene,
        judgement,
        ("%s loses %s on %s%s: every statement that still needs it fails from here on (SQLSTATE"
                + " 42501), in sessions that are connected too, unless another grant gives it.")
            .formatted(shown(grantees), privileges, all, names),
        hardening ? Severity.INFO : Severity.WARNING);
  }

  private static void membership(Scene scene, GrantRole grant, Judgement judgement) {
    List<String> grantees = others(scene, grant.grantees());
    List<String> roles = others(scene, grant.roles());
    if (grantees.isEmpty() || roles.isEmpty()) {
      return;
    }
    report(
        scene,
        judgement,
        ("%s is no longer a member of %s: every statement that needs its privileges fails from here"
                + " on (SQLSTATE 42501), in sessions that are connected too, unless another grant"
                + " gives them.")
            .formatted(shown(grantees), String.join(", ", roles)),
        Severity.WARNING);
  }

  private static void report(Scene scene, Judgement judgement, String what, Severity atMost) {
    judgement
        .hazard(scene, what)
        .atMost(atMost)
        .claims(scene.effects())
        .safe("-- when no running release needs it any more:", scene.sql())
        .advice("Release applications that no longer need the privilege first.")
        .report();
  }

  private static String shown(List<String> roles) {
    return roles.stream()
        .map(role -> role.equals(PUBLIC) ? "PUBLIC" : role)
        .collect(Collectors.joining(", "));
  }

  /// Without the roles that this script makes.
  private static List<String> others(Scene scene, List<String> roles) {
    return roles.stream().filter(role -> !CreatedInScript.role(scene, role)).toList();
  }

  private static boolean isNew(Scene scene, Grant grant, ObjectName object) {
    return (grant.allInSchema() || grant.kind() == ObjectKind.SCHEMA)
        ? CreatedInScript.schema(scene, object.name().name())
        : CreatedInScript.object(scene, object.name());
  }
}
