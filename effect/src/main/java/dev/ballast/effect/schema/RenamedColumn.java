package dev.ballast.effect.schema;

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
import dev.ballast.sql.tree.Node;
import java.util.ArrayList;
import java.util.List;

/// A column of a table with its name before and after RENAME.
record RenamedColumn(String from, String to) {

  /// The expression with the new name. No query can be part of one that a table keeps.
  Expression in(Expression expression) {
    return switch (expression) {
      case ColumnReference reference when reference.column().equals(from) -> renamed(reference);
      case FunctionCall call ->
          new FunctionCall(
              call.offset(),
              call.name(),
              all(call.arguments()),
              call.distinct(),
              call.star(),
              call.variadic(),
              all(call.others()));
      case Cast cast -> new Cast(cast.offset(), in(cast.operand()), cast.type());
      case Operation operation ->
          new Operation(
              operation.offset(),
              operation.kind(),
              operation.operator(),
              all(operation.operands()));
      case NullTest test -> new NullTest(test.offset(), in(test.operand()), test.isNull());
      case BooleanExpression bool ->
          new BooleanExpression(bool.offset(), bool.kind(), all(bool.operands()));
      case OtherExpression other ->
          new OtherExpression(
              other.offset(),
              other.node(),
              other.parts().stream()
                  .<Node>map(part -> part instanceof Expression value ? in(value) : part)
                  .toList());
      case ColumnReference _, Literal _, ValueFunction _, SubQuery _, Parameter _ -> expression;
    };
  }

  private ColumnReference renamed(ColumnReference reference) {
    List<String> fields = new ArrayList<>(reference.fields());
    fields.set(fields.size() - 1, to);
    return new ColumnReference(reference.offset(), fields);
  }

  private List<Expression> all(List<Expression> expressions) {
    return expressions.stream().map(this::in).toList();
  }
}
