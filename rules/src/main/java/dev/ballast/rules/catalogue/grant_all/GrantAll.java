package dev.ballast.rules.catalogue.grant_all;

import dev.ballast.rules.lint.Deparser;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.sql.script.SqlText;
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
            SqlText.of(Deparser.ended(scene.sql()))
                .from("ON")
                .map(rest -> "GRANT " + needed(scene, grant) + " " + rest)
                .orElse("GRANT " + needed(scene, grant) + " ON ..."))
        .advice("Name the privileges that the role needs.")
        .report();
  }

  /// What an application needs of objects of that kind.
  private static String needed(Scene scene, Grant grant) {
    boolean sequences =
        !grant.allInSchema()
            && grant.objects().stream()
                .allMatch(object -> scene.schema().sequence(object.name()).isPresent());
    return switch (grant.kind()) {
      case TABLE, FOREIGN_TABLE -> sequences ? "USAGE, SELECT" : "SELECT, INSERT, UPDATE, DELETE";
      case DATABASE -> "CONNECT";
      default -> "USAGE";
    };
  }

  private static boolean wide(ObjectKind kind) {
    return switch (kind) {
      case TABLE, SCHEMA, DATABASE, FOREIGN_TABLE -> true;
      default -> false;
    };
  }
}
