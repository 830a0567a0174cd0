package dev.ballast.rules.lint;

import static java.util.Objects.requireNonNull;

import dev.ballast.sql.tree.AlterAction;
import dev.ballast.sql.tree.ObjectKind;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TableStatement.AlterTable;
import java.util.List;

/// One action of an ALTER TABLE and the table it changes.
public record ActionOnTable<A extends AlterAction>(QualifiedName table, A action) {
  public ActionOnTable {
    requireNonNull(table, "table is null");
    requireNonNull(action, "action is null");
  }

  /// The actions of that kind, in the order they are written; none where this script made the table
  /// or the statement is another.
  public static <A extends AlterAction> List<ActionOnTable<A>> inUse(Scene scene, Class<A> kind) {
    return scene.statement() instanceof AlterTable alter && scene.isFresh(alter.name())
        ? List.of()
        : any(scene, kind);
  }

  /// The same for a table of any age.
  public static <A extends AlterAction> List<ActionOnTable<A>> any(Scene scene, Class<A> kind) {
    if (!(scene.statement() instanceof AlterTable alter)
        || (alter.kind() != ObjectKind.TABLE && alter.kind() != ObjectKind.FOREIGN_TABLE)) {
      return List.of();
    }
    return alter.actions().stream()
        .filter(kind::isInstance)
        .map(action -> new ActionOnTable<>(alter.name(), kind.cast(action)))
        .toList();
  }
}
