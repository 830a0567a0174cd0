package dev.ballast.observe.study;

import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.sql.script.SqlText;
import dev.ballast.sql.tree.DataStatement;
import dev.ballast.sql.tree.Expression;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.Statement;
import dev.ballast.sql.tree.Walk;
import java.util.List;
import java.util.Optional;

/// Why a statement is not planned in a session of the watch. A planner runs functions: those that
/// are constant for their arguments, those of the expressions and predicates of indexes, of
/// statistics, partition keys and views. Who owns a table or wrote a statement would have them run
/// with the watch's privileges. So only what is PostgreSQL's own is planned, on tables that bring
/// nothing else, and never as a role that may do more than read.
final class PlanGuard {
  private static final String OWN = "pg_catalog";

  private PlanGuard() {}

  /// By the text alone.
  static Optional<String> ofStatement(String sql, Statement statement) {
    Walk walk = Walk.of(statement);
    if (!(statement instanceof DataStatement.Select) || walk.statements().size() > 1) {
      return Optional.of("only a query that changes nothing is planned");
    }
    if (!walk.calls().stream().allMatch(call -> isOwn(call.name()))
        || !walk.every(Expression.Cast.class).stream().allMatch(cast -> isOwn(cast.type().name()))
        || SqlText.of(sql).tokens().stream().anyMatch(token -> token.isWord("operator"))) {
      return Optional.of("it uses a function, type or operator that is not PostgreSQL's own");
    }
    return Optional.empty();
  }

  private static boolean isOwn(QualifiedName name) {
    return name.schema().map(OWN::equals).orElse(true);
  }

  /// By the catalogs and the role. In the transaction in which it is planned.
  static Optional<String> ofDatabase(Session session, List<QualifiedName> tables) {
    return session.first(
        SqlResource.load(PlanGuard.class, "obstacles", session.version()),
        row -> row.text("obstacle"),
        tables.stream().map(QualifiedName::toString).toList());
  }
}
