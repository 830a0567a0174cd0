package dev.ballast.secure.tenancy;

import dev.ballast.secure.catalog.Policy;
import dev.ballast.sql.tree.Expression;
import dev.ballast.sql.tree.Expression.ColumnReference;
import dev.ballast.sql.tree.Expression.FunctionCall;
import dev.ballast.sql.tree.Expression.Operation;
import dev.ballast.sql.tree.Expression.SubQuery;
import dev.ballast.sql.tree.Node;
import dev.ballast.sql.tree.ParsedStatement.Understood;
import dev.ballast.sql.tree.Parser;
import dev.ballast.sql.tree.Walk;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.Stream;

/// What the text of a policy says of tenants: which columns of its own table it compares with what
/// the session said, and which parameters it reads. For one policy.
final class PolicyTerms {
  private final SequencedSet<String> columns = new LinkedHashSet<>();
  private final SequencedSet<String> settings = new LinkedHashSet<>();
  private final SequencedSet<String> testedForNull = new LinkedHashSet<>();

  private PolicyTerms() {}

  static PolicyTerms of(Policy policy) {
    PolicyTerms terms = new PolicyTerms();
    Stream.of(policy.using(), policy.check())
        .flatMap(Optional::stream)
        .map(expression -> Parser.postgres18().parse("SELECT " + expression))
        .filter(Understood.class::isInstance)
        .map(Understood.class::cast)
        .forEach(parsed -> terms.read(parsed.statement()));
    return terms;
  }

  /// Columns that are compared with the context, in order of the text.
  List<String> columns() {
    return List.copyOf(columns);
  }

  /// Parameters that are read, in order of the text.
  List<String> settings() {
    return List.copyOf(settings);
  }

  /// Columns of which rows without a value are let through on purpose.
  List<String> testedForNull() {
    return List.copyOf(testedForNull);
  }

  private void read(Node statement) {
    Walk walk = Walk.of(statement);
    walk.every(Expression.NullTest.class).stream()
        .filter(Expression.NullTest::isNull)
        .map(test -> bare(test.operand()))
        .filter(ColumnReference.class::isInstance)
        .map(ColumnReference.class::cast)
        .forEach(column -> testedForNull.add(column.column()));
    settings.addAll(SettingsRead.by(walk));
    for (Operation comparison : walk.every(Operation.class)) {
      List<Expression> operands = comparison.operands();
      if (operands.size() == 2) {
        compared(operands.getFirst(), operands.getLast());
        compared(operands.getLast(), operands.getFirst());
      }
    }
    // column IN (SELECT ... of the context)
    for (SubQuery tested : walk.every(SubQuery.class)) {
      tested.test().ifPresent(test -> compared(test, tested));
    }
  }

  private void compared(Expression one, Expression other) {
    if (bare(one) instanceof ColumnReference column && saysTheSession(other)) {
      columns.add(column.column());
    }
  }

  /// Whether a value is what the session said: it has a call without a column in its arguments, as
  /// `current_setting('app.tenant')` and `auth.uid()`, or names the user.
  private static boolean saysTheSession(Expression value) {
    Walk walk = Walk.of(value);
    return !walk.every(Expression.ValueFunction.class).isEmpty()
        || walk.calls().stream().anyMatch(PolicyTerms::isOfTheSession);
  }

  private static boolean isOfTheSession(FunctionCall call) {
    return call.arguments().stream()
        .allMatch(argument -> Walk.of(argument).every(ColumnReference.class).isEmpty());
  }

  private static Expression bare(Expression value) {
    return value instanceof Expression.Cast cast ? bare(cast.operand()) : value;
  }
}
