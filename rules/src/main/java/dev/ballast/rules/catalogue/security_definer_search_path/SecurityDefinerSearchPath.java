package dev.ballast.rules.catalogue.security_definer_search_path;

import dev.ballast.rules.dependents.Signatures;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.RoutineStatement.AlterFunction;
import dev.ballast.sql.tree.RoutineStatement.CreateFunction;
import dev.ballast.sql.tree.Setting;
import dev.ballast.sql.tree.TypeName;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/// SECURITY DEFINER without SET search_path.
@NullMarked
public final class SecurityDefinerSearchPath implements Rule {
  @Override
  public String id() {
    return "security-definer-search-path";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(CreateFunction.class, AlterFunction.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (scene.statement() instanceof CreateFunction create) {
      if (create.attributes().securityDefiner()
          && create.atomicBody().isEmpty()
          && !setsPath(create.attributes().settings())) {
        String types = String.join(", ", Signatures.argumentTypes(create));
        report(
            scene, create.procedure() ? "PROCEDURE" : "FUNCTION", create.name(), types, judgement);
      }
    } else if (scene.statement() instanceof AlterFunction alter) {
      if (alter.securityDefiner().orElse(false) && !setsPath(alter.settings())) {
        String types =
            alter.function().arguments().stream()
                .flatMap(List::stream)
                .map(TypeName::canonical)
                .collect(Collectors.joining(", "));
        report(scene, alter.kind().sql(), alter.function().name(), types, judgement);
      }
    }
  }

  private static boolean setsPath(List<Setting> settings) {
    return settings.stream().anyMatch(each -> each.name().equalsIgnoreCase("search_path"));
  }

  private static void report(
      Scene scene, String kind, QualifiedName name, String types, Judgement judgement) {
    judgement
        .hazard(
            scene,
            ("%s runs with its owner's privileges and finds names by its caller's"
                    + " search_path: a caller who"
                    + " puts an object of that name in the way acts as the owner.")
                .formatted(name))
        .safe(
            "ALTER %s %s(%s) SET search_path = pg_catalog, %s, pg_temp"
                .formatted(kind, name, types, name.schema().map(Phrases::quoted).orElse("public")),
            "REVOKE EXECUTE ON %s %s(%s) FROM PUBLIC".formatted(kind, name, types))
        .advice("Give it a search_path of its own, pg_temp last, and take EXECUTE from PUBLIC.")
        .report();
  }
}
