package dev.ballast.effect.derived;

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
import java.util.Locale;
import java.util.Optional;

/// The name that an expression lends a column, as `FigureColnameInternal` in
/// `src/backend/parser/parse_target.c` finds it.
public final class FiguredName {
  private FiguredName() {}

  /// Empty where the server would say `expr` or `?column?`, or where the form is not told here.
  public static Optional<String> of(Expression value) {
    return switch (value) {
      case ColumnReference reference -> Optional.of(reference.column());
      case FunctionCall call -> Optional.of(call.name().name());
      case ValueFunction function -> Optional.of(function.name().toLowerCase(Locale.ROOT));
      case Cast cast -> of(cast.operand()).or(() -> Optional.of(cast.type().name().name()));
      case Operation operation ->
          operation.kind() == Operation.Kind.NULLIF ? Optional.of("nullif") : Optional.empty();
      case OtherExpression other -> ofNode(other);
      case Literal _, Parameter _, NullTest _, BooleanExpression _, SubQuery _ -> Optional.empty();
    };
  }

  private static Optional<String> ofNode(OtherExpression other) {
    return switch (other.node()) {
      case "CoalesceExpr" -> Optional.of("coalesce");
      case "A_ArrayExpr" -> Optional.of("array");
      case "RowExpr" -> Optional.of("row");
      case "CollateClause" ->
          other.parts().stream()
              .filter(Expression.class::isInstance)
              .map(Expression.class::cast)
              .findFirst()
              .flatMap(FiguredName::of);
      default -> Optional.empty();
    };
  }
}
