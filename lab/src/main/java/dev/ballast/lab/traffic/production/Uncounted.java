package dev.ballast.lab.traffic.production;

import dev.ballast.sql.tree.DataStatement.Select;
import dev.ballast.sql.tree.Expression;
import dev.ballast.sql.tree.ParsedStatement;
import dev.ballast.sql.tree.SessionStatement.Deallocate;
import dev.ballast.sql.tree.SessionStatement.Discard;
import dev.ballast.sql.tree.SessionStatement.SetVariable;
import dev.ballast.sql.tree.SessionStatement.TransactionControl;
import dev.ballast.sql.tree.Statement;
import dev.ballast.sql.tree.Walk;
import java.util.List;
import java.util.regex.Pattern;

/// What pg_stat_statements counts and no application would miss where each statement is a
/// transaction of its own: the frame of transactions, parameters that are set, and checks of
/// foreign keys, which the server runs by itself again.
final class Uncounted {
  /// The query of `RI_FKey_check` in `src/backend/utils/adt/ri_triggers.c`.
  private static final Pattern KEY_CHECK =
      Pattern.compile(
          "SELECT \\S+ FROM ONLY .* x WHERE .* OPERATOR\\(pg_catalog\\.=\\) .* FOR KEY SHARE OF x",
          Pattern.DOTALL);

  private Uncounted() {}

  static boolean is(String text, ParsedStatement parsed) {
    return KEY_CHECK.matcher(text).matches()
        || (parsed instanceof ParsedStatement.Understood understood
            && isOfTheSession(understood.statement()));
  }

  private static boolean isOfTheSession(Statement statement) {
    return switch (statement) {
      case TransactionControl control -> true;
      case SetVariable set -> true;
      case Deallocate deallocate -> true;
      case Discard discard -> true;
      case Select select -> isSetConfig(select);
      case Statement other -> false;
    };
  }

  private static boolean isSetConfig(Select select) {
    List<Expression.FunctionCall> calls = Walk.of(select).calls();
    return select.query().from().parts().isEmpty()
        && !calls.isEmpty()
        && calls.stream().allMatch(call -> call.name().name().equals("set_config"));
  }
}
