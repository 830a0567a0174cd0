package dev.ballast.change.rules.exception_swallows;

import dev.ballast.change.lint.Judgement;
import dev.ballast.change.lint.PlacedPart;
import dev.ballast.change.lint.Rule;
import dev.ballast.change.lint.Scene;
import dev.ballast.postgres.sql.tree.BodyPart;
import dev.ballast.postgres.sql.tree.BodyPart.DynamicSql;
import dev.ballast.postgres.sql.tree.BodyPart.Sql;
import dev.ballast.postgres.sql.tree.DataStatement;
import dev.ballast.postgres.sql.tree.ParsedStatement.Understood;
import dev.ballast.postgres.sql.tree.RoutineStatement.Do;
import dev.ballast.postgres.sql.tree.SessionStatement;
import dev.ballast.postgres.sql.tree.Statement;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;

/// A DO block that changes the schema and forgets every error.
@NullMarked
public final class ExceptionSwallows implements Rule {
  /// A handler of every error that does nothing, or only says so.
  private static final Pattern FORGETS =
      Pattern.compile(
          "\\bwhen\\s+others\\s+then\\s*"
              + "((null|return|raise\\s+(notice|warning|info|log|debug)\\b[^;]*)\\s*;\\s*)*"
              + "end\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern COMMENTS = Pattern.compile("--[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);

  @Override
  public String id() {
    return "exception-swallows";
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof Do block)
        || !FORGETS.matcher(COMMENTS.matcher(block.body().text()).replaceAll(" ")).find()) {
      return;
    }
    for (PlacedPart placed : PlacedPart.in(scene)) {
      if (placed.part().place().guarded() && changesSchema(placed.part())) {
        judgement
            .hazard(
                scene.script(),
                placed.span(),
                "Whatever error this meets, a missing right or a lock_timeout included, EXCEPTION"
                    + " WHEN OTHERS forgets it: the migration counts as done and the change may"
                    + " not be there.")
            .advice(
                "Name the one condition that is expected, such as WHEN duplicate_column, or test"
                    + " for it with IF [NOT] EXISTS, and let every other error stop the script.")
            .report();
        return;
      }
    }
  }

  private static boolean changesSchema(BodyPart part) {
    return switch (part) {
      case Sql sql -> changesSchema(sql);
      case DynamicSql dynamic ->
          dynamic.literal().isEmpty()
              || dynamic.statements().stream().anyMatch(ExceptionSwallows::changesSchema);
      default -> false;
    };
  }

  private static boolean changesSchema(Sql sql) {
    return sql.parsed() instanceof Understood(Statement statement)
        && !(statement instanceof DataStatement)
        && !(statement instanceof SessionStatement);
  }
}
