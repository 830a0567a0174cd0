package dev.ballast.rules.dependents;

import dev.ballast.effect.schema.Moment;
import dev.ballast.rules.lint.Scene;
import dev.ballast.sql.tree.ObjectStatement.CreateSchema;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.RoleStatement.CreateRole;

/// What the script itself, or one that runs together with it, made before the statement, so that
/// nobody relies on it yet.
public final class CreatedInScript {
  private CreatedInScript() {}

  /// A relation, type, domain or routine of that name.
  public static boolean object(Scene scene, QualifiedName name) {
    Moment now = scene.moment();
    return scene.isFresh(name)
        || scene.schema().type(name).filter(type -> now.isFirstUseOf(type.born())).isPresent()
        || scene.schema().routines(name).stream().anyMatch(each -> now.isFirstUseOf(each.born()));
  }

  /// A schema.
  public static boolean schema(Scene scene, String name) {
    return scene.script().seen().stream()
        .anyMatch(
            seen ->
                seen.statement() instanceof CreateSchema create
                    && create.name().filter(name::equals).isPresent());
  }

  /// A role.
  public static boolean role(Scene scene, String name) {
    return scene.script().seen(CreateRole.class).stream()
        .anyMatch(
            seen -> seen.statement() instanceof CreateRole create && create.name().equals(name));
  }
}
