package dev.ballast.rules.catalogue.robust_statements;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.sql.tree.AlterAction;
import dev.ballast.sql.tree.ColumnAction.AddColumn;
import dev.ballast.sql.tree.ColumnAction.DropColumn;
import dev.ballast.sql.tree.ConstraintAction.DropConstraint;
import dev.ballast.sql.tree.DataStatement;
import dev.ballast.sql.tree.DatabaseStatement;
import dev.ballast.sql.tree.GuardStatement;
import dev.ballast.sql.tree.IndexStatement;
import dev.ballast.sql.tree.IndexStatement.CreateIndex;
import dev.ballast.sql.tree.MaintenanceStatement;
import dev.ballast.sql.tree.ObjectStatement;
import dev.ballast.sql.tree.ObjectStatement.CreateExtension;
import dev.ballast.sql.tree.ObjectStatement.CreateSchema;
import dev.ballast.sql.tree.ObjectStatement.Drop;
import dev.ballast.sql.tree.ReplicationStatement;
import dev.ballast.sql.tree.RoleStatement;
import dev.ballast.sql.tree.RoutineStatement;
import dev.ballast.sql.tree.SequenceStatement;
import dev.ballast.sql.tree.SequenceStatement.CreateSequence;
import dev.ballast.sql.tree.SessionStatement;
import dev.ballast.sql.tree.Statement.OtherStatement;
import dev.ballast.sql.tree.TableStatement;
import dev.ballast.sql.tree.TableStatement.AlterTable;
import dev.ballast.sql.tree.TableStatement.CreateTable;
import dev.ballast.sql.tree.TypeStatement;
import dev.ballast.sql.tree.TypeStatement.AlterEnumAddValue;
import dev.ballast.sql.tree.ViewStatement;
import org.jspecify.annotations.NullMarked;

/// A statement that cannot be run a second time, where nothing undoes the first. A custom of the
/// house.
@NullMarked
public final class RobustStatements implements Rule {
  @Override
  public String id() {
    return "robust-statements";
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (scene.inTransaction() || scene.within().isPresent()) {
      return;
    }
    String missing = missing(scene);
    if (!missing.isEmpty()) {
      judgement
          .hazard(
              scene,
              "When a later statement of this script fails, this one stays done, and the second run"
                  + " of the script fails here: it has no "
                  + missing
                  + ".")
          .advice("Write " + missing + ", or put the script into one transaction.")
          .report();
    }
  }

  private static String missing(Scene scene) {
    return switch (scene.statement()) {
      case CreateTable create when !create.ifNotExists() -> "IF NOT EXISTS";
      case CreateIndex create when !create.ifNotExists() -> "IF NOT EXISTS";
      case CreateSequence create when !create.ifNotExists() -> "IF NOT EXISTS";
      case CreateSchema create when !create.ifNotExists() -> "IF NOT EXISTS";
      case CreateExtension create when !create.ifNotExists() -> "IF NOT EXISTS";
      case AlterEnumAddValue add when !add.ifNotExists() -> "IF NOT EXISTS";
      case Drop drop when !drop.ifExists() -> "IF EXISTS";
      case AlterTable alter ->
          alter.actions().stream()
              .map(RobustStatements::missing)
              .filter(each -> !each.isEmpty())
              .findFirst()
              .orElse("");
      case TableStatement _, IndexStatement _, ViewStatement _, SequenceStatement _ -> "";
      case TypeStatement _, RoutineStatement _, GuardStatement _, ObjectStatement _ -> "";
      case RoleStatement _, ReplicationStatement _, DataStatement _, OtherStatement _ -> "";
      case SessionStatement _, MaintenanceStatement _, DatabaseStatement _ -> "";
    };
  }

  private static String missing(AlterAction action) {
    if (action instanceof AddColumn add && !add.ifNotExists()) {
      return "IF NOT EXISTS";
    }
    if (action instanceof DropColumn drop && !drop.ifExists()) {
      return "IF EXISTS";
    }
    if (action instanceof DropConstraint drop && !drop.ifExists()) {
      return "IF EXISTS";
    }
    return "";
  }
}
