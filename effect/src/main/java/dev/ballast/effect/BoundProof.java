package dev.ballast.effect;

import dev.ballast.effect.claim.Likelihood;
import dev.ballast.effect.schema.KnownColumn;
import dev.ballast.effect.schema.KnownConstraint;
import dev.ballast.effect.schema.KnownTable;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.Expression;
import dev.ballast.sql.tree.Expression.BooleanExpression;
import dev.ballast.sql.tree.Expression.Cast;
import dev.ballast.sql.tree.Expression.ColumnReference;
import dev.ballast.sql.tree.Expression.Literal;
import dev.ballast.sql.tree.Expression.NullTest;
import dev.ballast.sql.tree.Expression.Operation;
import dev.ballast.sql.tree.PartitionBound;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Whether a table's validated CHECKs imply a partition's bounds, so that ATTACH reads no row.
///
/// PostgreSQL asks its predicate prover (`PartConstraintImpliedByRelConstraint` in
/// `src/backend/commands/tablecmds.c`). Here only the form that the manual shows is recognised: a
/// range over one column, written with the same constants, and a list of values. Every other CHECK
/// may or may not do.
final class BoundProof {
  private static final Likelihood DEPENDS =
      Likelihood.possible("unless its CHECK implies the bounds of the partition");

  private final KnownTable table;
  private final List<Expression> facts = new ArrayList<>();

  private BoundProof(KnownTable table) {
    this.table = table;
    for (KnownConstraint constraint : table.constraints()) {
      if (constraint.kind() == Constraint.Kind.CHECK
          && constraint.validated()
          && constraint.enforced()) {
        constraint.definition().expression().ifPresent(this::learn);
      }
    }
  }

  /// How sure it is that the rows are read; empty where they are not.
  static Optional<Likelihood> of(KnownTable table, PartitionBound bound) {
    BoundProof proof = new BoundProof(table);
    boolean proven =
        switch (bound) {
          case PartitionBound.Range range -> proof.range(range);
          case PartitionBound.InList list -> proof.list(list);
          case PartitionBound.Hash _ -> false;
          case PartitionBound.Default _ -> false;
        };
    if (proven) {
      return Optional.empty();
    }
    return Optional.of(proof.facts.isEmpty() ? Likelihood.CERTAIN : DEPENDS);
  }

  /// The same for the DEFAULT partition, which must hold no row of the new one.
  static Optional<Likelihood> ofDefault(KnownTable table, PartitionBound bound) {
    BoundProof proof = new BoundProof(table);
    boolean proven =
        switch (bound) {
          case PartitionBound.Range range -> proof.outside(range);
          case PartitionBound.InList list -> proof.outside(list);
          case PartitionBound.Hash _ -> false;
          case PartitionBound.Default _ -> false;
        };
    if (proven) {
      return Optional.empty();
    }
    return Optional.of(
        proof.facts.isEmpty() && table.whole()
            ? Likelihood.CERTAIN
            : Likelihood.possible("unless a validated CHECK rules these rows out"));
  }

  /// `k < low OR k >= high`.
  private boolean outside(PartitionBound.Range range) {
    if (range.from().size() != 1 || range.to().size() != 1) {
      return false;
    }
    Optional<String> from = constant(range.from().getFirst());
    Optional<String> to = constant(range.to().getFirst());
    if (from.isEmpty() || to.isEmpty()) {
      return false;
    }
    for (Expression fact : facts) {
      if (fact instanceof BooleanExpression any
          && any.kind() == BooleanExpression.Kind.OR
          && any.operands().size() == 2) {
        Set<String> below = columnsWith(any.operands(), "<", from.get());
        below.retainAll(columnsWith(any.operands(), ">=", to.get()));
        if (!below.isEmpty()) {
          return true;
        }
      }
    }
    return false;
  }

  /// `k NOT IN (values)`.
  private boolean outside(PartitionBound.InList list) {
    Set<Optional<String>> wanted = new HashSet<>();
    list.values().forEach(value -> wanted.add(constant(value)));
    for (Expression fact : facts) {
      if (fact instanceof Operation operation
          && operation.operator().equals("<>")
          && operation.operands().getFirst() instanceof ColumnReference) {
        Set<Optional<String>> excluded = new HashSet<>();
        operation.operands().stream().skip(1).forEach(value -> excluded.add(constant(value)));
        if (excluded.containsAll(wanted) && !wanted.contains(Optional.<String>empty())) {
          return true;
        }
      }
    }
    return false;
  }

  private void learn(Expression expression) {
    if (expression instanceof BooleanExpression all && all.kind() == BooleanExpression.Kind.AND) {
      all.operands().forEach(this::learn);
    } else {
      facts.add(expression);
    }
  }

  private boolean range(PartitionBound.Range range) {
    if (range.from().size() != 1 || range.to().size() != 1) {
      return false;
    }
    Optional<String> from = constant(range.from().getFirst());
    Optional<String> to = constant(range.to().getFirst());
    if (from.isEmpty() || to.isEmpty()) {
      return false;
    }
    Set<String> above = columnsWith(facts, ">=", from.get());
    above.retainAll(columnsWith(facts, "<", to.get()));
    return above.stream().anyMatch(this::neverNull);
  }

  private boolean list(PartitionBound.InList list) {
    Set<Optional<String>> wanted = new HashSet<>();
    list.values().forEach(value -> wanted.add(constant(value)));
    if (wanted.contains(Optional.<String>empty())) {
      return false;
    }
    for (Expression fact : facts) {
      if (fact instanceof Operation operation
          && isEquality(operation)
          && operation.operands().getFirst() instanceof ColumnReference column
          && neverNull(column.column())) {
        Set<Optional<String>> allowed = new HashSet<>();
        operation.operands().stream().skip(1).forEach(value -> allowed.add(constant(value)));
        if (wanted.containsAll(allowed)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isEquality(Operation operation) {
    return operation.operator().equals("=")
        && (operation.kind() == Operation.Kind.IN || operation.kind() == Operation.Kind.OPERATOR)
        && operation.operands().size() > 1;
  }

  private static Set<String> columnsWith(List<Expression> facts, String operator, String value) {
    Set<String> columns = new HashSet<>();
    for (Expression fact : facts) {
      if (fact instanceof Operation operation
          && operation.kind() == Operation.Kind.OPERATOR
          && operation.operator().equals(operator)
          && operation.operands().size() == 2
          && operation.operands().getFirst() instanceof ColumnReference column
          && constant(operation.operands().getLast()).filter(value::equals).isPresent()) {
        columns.add(column.column());
      }
    }
    return columns;
  }

  private boolean neverNull(String column) {
    return table.column(column).map(KnownColumn::notNull).orElse(false)
        || facts.stream()
            .anyMatch(
                fact ->
                    fact instanceof NullTest test
                        && !test.isNull()
                        && test.operand() instanceof ColumnReference reference
                        && reference.column().equals(column));
  }

  private static Optional<String> constant(Expression expression) {
    if (expression instanceof Cast cast) {
      return constant(cast.operand());
    }
    return expression instanceof Literal literal && literal.kind() != Literal.Kind.NULL
        ? Optional.of(literal.text())
        : Optional.empty();
  }
}
