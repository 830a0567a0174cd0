package dev.ballast.rules.catalogue.grant_all;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.sql.tree.ObjectKind;
import dev.ballast.sql.tree.ObjectName;
import dev.ballast.sql.tree.RoleStatement.Grant;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/// GRANT ALL on tables, sequences, schemas or databases.
@NullMarked
public final class GrantAll implements Rule {
  @Override
  public String id() {
    return "grant-all";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(Grant.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof Grant grant)
        || !grant.grant()
        || !grant.privileges().isEmpty()
        || !wide(grant.kind())) {
      return;
    }
    String objects =
        grant.objects().stream().map(ObjectName::toString).collect(Collectors.joining(", "));
    String to = String.join(", ", grant.grantees());
    judgement
        .hazard(
            scene,
            ("%s may do with %s what no application needs: empty it, hang triggers on it,"
                    + " make objects in it.")
                .formatted(to, grant.allInSchema() ? "every object in " + objects : objects))
        .safe(
            "GRANT %s ON %s%s TO %s"
                .formatted(
                    grant.kind() == ObjectKind.TABLE ? "SELECT, INSERT, UPDATE, DELETE" : "USAGE",
                    grant.allInSchema()
                        ? "ALL " + grant.kind().sql() + "S IN SCHEMA "
                        : grant.kind().sql() + " ",
                    objects,
                    to))
        .advice("Name the privileges that the role needs.")
        .report();
  }

  private static boolean wide(ObjectKind kind) {
    return switch (kind) {
      case TABLE, SCHEMA, DATABASE, FOREIGN_TABLE -> true;
      default -> false;
    };
  }
}
