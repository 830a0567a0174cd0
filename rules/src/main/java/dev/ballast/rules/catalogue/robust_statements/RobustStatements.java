package dev.ballast.rules.catalogue.robust_statements;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.sql.tree.AlterAction;
import dev.ballast.sql.tree.ColumnAction.AddColumn;
import dev.ballast.sql.tree.ColumnAction.DropColumn;
import dev.ballast.sql.tree.ConstraintAction.DropConstraint;
import dev.ballast.sql.tree.IndexStatement.CreateIndex;
import dev.ballast.sql.tree.ObjectStatement.CreateExtension;
import dev.ballast.sql.tree.ObjectStatement.CreateSchema;
import dev.ballast.sql.tree.ObjectStatement.Drop;
import dev.ballast.sql.tree.SequenceStatement.CreateSequence;
import dev.ballast.sql.tree.TableStatement.AlterTable;
import dev.ballast.sql.tree.TableStatement.CreateTable;
import dev.ballast.sql.tree.TypeStatement.AlterEnumAddValue;
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
      default -> "";
    };
  }

  private static String missing(AlterAction action) {
    return switch (action) {
      case AddColumn add when !add.ifNotExists() -> "IF NOT EXISTS";
      case DropColumn drop when !drop.ifExists() -> "IF EXISTS";
      case DropConstraint drop when !drop.ifExists() -> "IF EXISTS";
      default -> "";
    };
  }
}
