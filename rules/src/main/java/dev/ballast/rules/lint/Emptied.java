package dev.ballast.rules.lint;

import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.sql.tree.AlterAction;
import dev.ballast.sql.tree.ColumnAction;
import dev.ballast.sql.tree.ConstraintAction;
import dev.ballast.sql.tree.IndexStatement;
import dev.ballast.sql.tree.ObjectStatement.Comment;
import dev.ballast.sql.tree.ObjectStatement.Drop;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.RoleStatement;
import dev.ballast.sql.tree.SessionStatement.SetVariable;
import dev.ballast.sql.tree.Statement;
import dev.ballast.sql.tree.TableStatement.AlterTable;
import dev.ballast.sql.tree.TableStatement.LockTable;
import dev.ballast.sql.tree.TableStatement.Truncate;
import dev.ballast.sql.tree.TypeStatement;
import java.util.List;

/// Finds the TRUNCATE that a transaction did before. Not instantiable.
final class Emptied {
  private Emptied() {}

  /// @param seen the statements of the transaction, oldest first
  static boolean holds(List<SeenStatement> seen, KnownSchema schema, QualifiedName table) {
    for (SeenStatement each : seen.reversed()) {
      if (each.statement() instanceof Truncate truncate
          && truncate.tables().stream()
              .anyMatch(name -> KnownSchema.key(name).equals(KnownSchema.key(table)))) {
        return schema.heirs(table).isEmpty();
      }
      if (!bringsNoRow(each.statement())) {
        return false;
      }
    }
    return false;
  }

  /// The same for one of the statements of a script, in their order.
  static boolean holds(ScriptScene script, SeenStatement at, QualifiedName table) {
    int place = script.seen().indexOf(at);
    if (place < 0 || script.seen(Truncate.class).isEmpty()) {
      return false;
    }
    return holds(
        script.seen().subList(0, place).stream()
            .filter(each -> each.transaction() == at.transaction())
            .toList(),
        script.schema(),
        table);
  }

  /// It runs no trigger and no function of a user, and puts no other table in the place of one.
  private static boolean bringsNoRow(Statement statement) {
    return switch (statement) {
      case Truncate _,
          Drop _,
          LockTable _,
          SetVariable _,
          Comment _,
          IndexStatement _,
          TypeStatement _,
          RoleStatement _ ->
          true;
      case AlterTable alter -> alter.actions().stream().allMatch(Emptied::bringsNoRow);
      case Statement _ -> false;
    };
  }

  private static boolean bringsNoRow(AlterAction action) {
    return action instanceof ColumnAction || action instanceof ConstraintAction;
  }
}
