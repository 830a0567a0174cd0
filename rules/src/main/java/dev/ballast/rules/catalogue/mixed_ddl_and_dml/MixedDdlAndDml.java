package dev.ballast.rules.catalogue.mixed_ddl_and_dml;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.ScriptScene;
import dev.ballast.rules.lint.SeenStatement;
import dev.ballast.rules.locks.BlockingLocks;
import dev.ballast.rules.wording.ConditionReach;
import dev.ballast.rules.wording.Quoted;
import dev.ballast.sql.tree.DataStatement;
import dev.ballast.sql.tree.DataStatement.Delete;
import dev.ballast.sql.tree.DataStatement.Update;
import dev.ballast.sql.tree.QualifiedName;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/// One script changes both the schema and rows that were there before.
@NullMarked
public final class MixedDdlAndDml implements Rule {
  @Override
  public String id() {
    return "mixed-ddl-and-dml";
  }

  @Override
  public void finish(ScriptScene script, Judgement judgement) {
    Optional<SeenStatement> schema =
        script.seen().stream()
            .filter(statement -> !(statement.statement() instanceof DataStatement))
            .filter(statement -> !BlockingLocks.of(statement.effects()).isEmpty())
            .findFirst();
    Optional<SeenStatement> rows =
        script.seen().stream().filter(MixedDdlAndDml::changesRows).findFirst();
    if (schema.isPresent() && rows.isPresent()) {
      judgement
          .hazard(
              script,
              rows.get().span(),
              "The script changes rows here and the schema on line "
                  + Quoted.line(script, schema.get().span())
                  + ": the one is undone by running the old code, the other by restoring data, and"
                  + " when it fails in between, both have to be sorted out at once.")
          .advice("Give rows a script of their own, after the one that changes the schema.")
          .report();
    }
  }

  private static boolean changesRows(SeenStatement statement) {
    if (statement.statement() instanceof Update update) {
      return ConditionReach.of(update) != ConditionReach.BOUNDED && used(statement, update.table());
    }
    if (statement.statement() instanceof Delete delete) {
      return ConditionReach.of(delete) != ConditionReach.BOUNDED && used(statement, delete.table());
    }
    return false;
  }

  private static boolean used(SeenStatement statement, QualifiedName table) {
    return statement.effects().lockOn(table).filter(lock -> !lock.relation().fresh()).isPresent();
  }
}
