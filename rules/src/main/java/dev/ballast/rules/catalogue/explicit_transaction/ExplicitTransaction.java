package dev.ballast.rules.catalogue.explicit_transaction;

import dev.ballast.migrations.TransactionMode;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.ScriptScene;
import dev.ballast.rules.lint.SeenStatement;
import dev.ballast.sql.tree.ConstraintAction.ValidateConstraint;
import dev.ballast.sql.tree.DataStatement;
import dev.ballast.sql.tree.DataStatement.Select;
import dev.ballast.sql.tree.DatabaseStatement;
import dev.ballast.sql.tree.GuardStatement;
import dev.ballast.sql.tree.IndexStatement;
import dev.ballast.sql.tree.IndexStatement.CreateIndex;
import dev.ballast.sql.tree.IndexStatement.Reindex;
import dev.ballast.sql.tree.MaintenanceStatement;
import dev.ballast.sql.tree.ObjectStatement;
import dev.ballast.sql.tree.ObjectStatement.Drop;
import dev.ballast.sql.tree.ReplicationStatement;
import dev.ballast.sql.tree.RoleStatement;
import dev.ballast.sql.tree.RoutineStatement;
import dev.ballast.sql.tree.SequenceStatement;
import dev.ballast.sql.tree.SessionStatement;
import dev.ballast.sql.tree.Statement;
import dev.ballast.sql.tree.Statement.OtherStatement;
import dev.ballast.sql.tree.TableAction.DetachPartition;
import dev.ballast.sql.tree.TableStatement;
import dev.ballast.sql.tree.TableStatement.AlterTable;
import dev.ballast.sql.tree.TypeStatement;
import dev.ballast.sql.tree.ViewStatement;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// Several changes that are committed one by one. A custom of the house.
@NullMarked
public final class ExplicitTransaction implements Rule {
  @Override
  public String id() {
    return "explicit-transaction";
  }

  @Override
  public void finish(ScriptScene script, Judgement judgement) {
    if (script.transactionMode() != TransactionMode.PER_STATEMENT) {
      return;
    }
    List<SeenStatement> alone =
        script.seen().stream()
            .filter(statement -> !statement.explicit() && changes(statement.statement()))
            .toList();
    if (alone.size() > 1) {
      judgement
          .hazard(
              script,
              alone.getFirst().span(),
              alone.size()
                  + " changes from here on are committed one by one: when a later one fails, those"
                  + " before it stay.")
          .advice("Put BEGIN and COMMIT around what belongs together.")
          .report();
    }
  }

  /// What cannot stand in a transaction block, and what is better off alone, is no breach.
  private static boolean changes(Statement statement) {
    return switch (statement) {
      case SessionStatement _, Select _, MaintenanceStatement _, DatabaseStatement _ -> false;
      case CreateIndex create -> !create.concurrently();
      case Drop drop -> !drop.concurrently();
      case Reindex reindex -> !reindex.concurrently();
      case AlterTable alter ->
          alter.actions().stream().noneMatch(ValidateConstraint.class::isInstance)
              && alter.actions().stream()
                  .noneMatch(
                      action -> action instanceof DetachPartition detach && detach.concurrently());
      case TableStatement _, IndexStatement _, ViewStatement _, SequenceStatement _ -> true;
      case TypeStatement _, RoutineStatement _, GuardStatement _, ObjectStatement _ -> true;
      case RoleStatement _, ReplicationStatement _, DataStatement _, OtherStatement _ -> true;
    };
  }
}
