package dev.ballast.effect.schema;

import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.Expression;
import dev.ballast.sql.tree.Expression.BooleanExpression;
import dev.ballast.sql.tree.Expression.ColumnReference;
import dev.ballast.sql.tree.Expression.NullTest;

/// Which CHECK constraints spare SET NOT NULL its scan, as `ConstraintImpliedByRelConstraint` in
/// `src/backend/commands/tablecmds.c` decides: `c IS NOT NULL`, alone or as one arm of an AND.
final class NotNullChecks {
  private NotNullChecks() {}

  static boolean proves(Constraint check, String column) {
    return check.expression().map(expression -> proves(expression, column)).orElse(false);
  }

  private static boolean proves(Expression expression, String column) {
    if (expression instanceof BooleanExpression all) {
      return all.kind() == BooleanExpression.Kind.AND
          && all.operands().stream().anyMatch(each -> proves(each, column));
    }
    return expression instanceof NullTest test
        && !test.isNull()
        && test.operand() instanceof ColumnReference reference
        && reference.fields().getLast().equals(column);
  }
}
