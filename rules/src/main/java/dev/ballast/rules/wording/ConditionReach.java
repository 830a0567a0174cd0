package dev.ballast.rules.wording;

import dev.ballast.sql.tree.CommonTable;
import dev.ballast.sql.tree.DataStatement.Delete;
import dev.ballast.sql.tree.DataStatement.Select;
import dev.ballast.sql.tree.DataStatement.Update;
import dev.ballast.sql.tree.Expression;
import dev.ballast.sql.tree.Expression.BooleanExpression;
import dev.ballast.sql.tree.Expression.Cast;
import dev.ballast.sql.tree.Expression.ColumnReference;
import dev.ballast.sql.tree.Expression.FunctionCall;
import dev.ballast.sql.tree.Expression.Literal;
import dev.ballast.sql.tree.Expression.NullTest;
import dev.ballast.sql.tree.Expression.Operation;
import dev.ballast.sql.tree.Expression.OtherExpression;
import dev.ballast.sql.tree.Expression.Parameter;
import dev.ballast.sql.tree.Expression.SubQuery;
import dev.ballast.sql.tree.Expression.ValueFunction;
import dev.ballast.sql.tree.FromClause;
import dev.ballast.sql.tree.Query;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How many rows of its table a condition lets a statement reach, as far as its form shows.
public enum ConditionReach {
  /// There is no condition, or it is true for every row.
  EVERY_ROW,
  /// A condition that any number of rows may meet: `WHERE note IS NULL`.
  UNBOUNDED,
  /// A key, a list of values, a range with both ends, or a LIMIT.
  BOUNDED;

  public static ConditionReach of(Update update) {
    return of(update.where(), update.from(), update.ctes());
  }

  public static ConditionReach of(Delete delete) {
    return of(delete.where(), delete.using(), delete.ctes());
  }

  /// Of the rows that a query gives.
  public static ConditionReach of(Query query) {
    if (query.limited()
        || (query.from().relations().isEmpty() && query.from().queries().isEmpty())) {
      return BOUNDED;
    }
    return of(query.where(), FromClause.NONE, query.ctes());
  }

  private static ConditionReach of(
      Optional<Expression> where, FromClause others, List<CommonTable> ctes) {
    boolean joined = !others.relations().isEmpty();
    if (ctes.stream().anyMatch(ConditionReach::limited)
        || others.queries().stream().anyMatch(Query::limited)) {
      return BOUNDED;
    }
    if (where.isEmpty() || where.filter(ConditionReach::isTrue).isPresent()) {
      return EVERY_ROW;
    }
    return bounds(where.get(), joined) ? BOUNDED : UNBOUNDED;
  }

  private static boolean limited(CommonTable table) {
    return table.statement() instanceof Select(Query query) && query.limited();
  }

  private static boolean isTrue(Expression expression) {
    return expression instanceof Literal literal
        && literal.kind() == Literal.Kind.BOOLEAN
        && literal.text().equals("true");
  }

  private static boolean bounds(Expression condition, boolean joined) {
    return switch (condition) {
      case BooleanExpression several ->
          switch (several.kind()) {
            case AND ->
                several.operands().stream().anyMatch(each -> bounds(each, joined))
                    || isRange(several.operands());
            case OR -> several.operands().stream().allMatch(each -> bounds(each, joined));
            case NOT -> false;
          };
      case Operation operation -> bounds(operation, joined);
      case SubQuery test -> test.kind() == SubQuery.Kind.ANY && of(test.query()) == BOUNDED;
      case Literal literal -> !isTrue(literal);
      case OtherExpression other -> other.node().equals("CurrentOfExpr");
      case ColumnReference _, FunctionCall _, ValueFunction _ -> false;
      case Cast _, NullTest _, Parameter _ -> false;
    };
  }

  private static boolean bounds(Operation operation, boolean joined) {
    return switch (operation.kind()) {
      case BETWEEN -> true;
      case IN -> operation.operator().equals("=");
      case ANY_OF -> operation.operator().equals("=");
      case OPERATOR ->
          operation.operator().equals("=")
              && operation.operands().size() == 2
              && operation.operands().stream().anyMatch(ColumnReference.class::isInstance)
              // Without a join the other side is a constant, or a variable of the body around it.
              && (!joined
                  || operation.operands().stream()
                      .anyMatch(each -> !(each instanceof ColumnReference)));
      default -> false;
    };
  }

  /// A column with a lower and an upper end.
  private static boolean isRange(List<Expression> conditions) {
    return conditions.stream()
        .flatMap(each -> bound(each, Set.of(">", ">=")).stream())
        .anyMatch(
            column ->
                conditions.stream()
                    .flatMap(each -> bound(each, Set.of("<", "<=")).stream())
                    .anyMatch(column::equals));
  }

  private static Optional<String> bound(Expression expression, Set<String> operators) {
    return expression instanceof Operation operation
            && operation.kind() == Operation.Kind.OPERATOR
            && operators.contains(operation.operator())
            && operation.operands().getFirst() instanceof ColumnReference column
        ? Optional.of(column.column())
        : Optional.empty();
  }
}
