package dev.ballast.sql.tree;

import java.util.List;
import java.util.Optional;

/// What has a value. The kinds that a rule asks for have a record of their own; every other kind is
/// an [OtherExpression] that still holds all that is below it.
public sealed interface Expression extends Node, Located {

  /// A constant. Booleans are `true` and `false`, `NULL` has the text `NULL`; a bit string begins
  /// with `b` or `x`, as the grammar keeps it.
  record Literal(int offset, Literal.Kind kind, String text) implements Expression {

    /// The kinds of constants; `FLOAT` is any number that is no 32-bit integer.
    public enum Kind {
      STRING,
      INTEGER,
      FLOAT,
      BOOLEAN,
      BIT_STRING,
      NULL
    }
  }

  /// `a`, `t.a`, `s.t.a`, `t.*`. The field of a star is `*`.
  record ColumnReference(int offset, List<String> fields) implements Expression {
    public ColumnReference {
      fields = List.copyOf(fields);
    }

    /// The last field: the column, where it is no star.
    public String column() {
      return fields.getLast();
    }
  }

  /// A call of a function, aggregate or window function, or syntax that is one in disguise: then
  /// `extract(...)` is `pg_catalog.extract`.
  ///
  /// @param others `FILTER`, `ORDER BY` within the call and the window
  /// @param star whether it is `count(*)`
  record FunctionCall(
      int offset,
      QualifiedName name,
      List<Expression> arguments,
      boolean distinct,
      boolean star,
      boolean variadic,
      List<Expression> others)
      implements Expression {
    public FunctionCall {
      arguments = List.copyOf(arguments);
      others = List.copyOf(others);
    }

    @Override
    public List<Node> parts() {
      return Parts.nodes().and(arguments).and(others).list();
    }
  }

  /// A function without parentheses, in upper case: `CURRENT_TIMESTAMP`, `SESSION_USER`.
  record ValueFunction(int offset, String name) implements Expression {}

  /// `operand::type`, `CAST(operand AS type)`, `type 'literal'`.
  record Cast(int offset, Expression operand, TypeName type) implements Expression {
    @Override
    public List<Node> parts() {
      return List.of(operand);
    }
  }

  /// An operator and what it works on. The operands of `IN` and `BETWEEN` are laid flat: first the
  /// tested value, then the list. So is a chain of one operator: `a || b || c` has three operands,
  /// to be taken from the left.
  ///
  /// @param operator without its schema: `+`, `=`, `~~` for `LIKE`
  record Operation(int offset, Operation.Kind kind, String operator, List<Expression> operands)
      implements Expression {
    public Operation {
      operands = List.copyOf(operands);
    }

    /// The forms of `A_Expr_Kind` in `src/include/nodes/parsenodes.h`.
    public enum Kind {
      OPERATOR,
      ANY_OF,
      ALL_OF,
      IS_DISTINCT,
      IS_NOT_DISTINCT,
      NULLIF,
      IN,
      LIKE,
      ILIKE,
      SIMILAR,
      BETWEEN,
      NOT_BETWEEN,
      BETWEEN_SYMMETRIC,
      NOT_BETWEEN_SYMMETRIC
    }

    @Override
    public List<Node> parts() {
      return List.copyOf(operands);
    }
  }

  /// `operand IS NULL`, or `IS NOT NULL`.
  record NullTest(int offset, Expression operand, boolean isNull) implements Expression {
    @Override
    public List<Node> parts() {
      return List.of(operand);
    }
  }

  /// `AND`, `OR` or `NOT`; equal ones in a row are one with many operands.
  record BooleanExpression(int offset, BooleanExpression.Kind kind, List<Expression> operands)
      implements Expression {
    public BooleanExpression {
      operands = List.copyOf(operands);
    }

    /// How the operands are joined.
    public enum Kind {
      AND,
      OR,
      NOT
    }

    @Override
    public List<Node> parts() {
      return List.copyOf(operands);
    }
  }

  /// A query in parentheses, or tested by `EXISTS`, `IN`, `ANY` or `ALL`.
  ///
  /// @param test what stands before `IN`, `ANY` or `ALL`
  record SubQuery(int offset, SubQuery.Kind kind, Optional<Expression> test, Query query)
      implements Expression {

    /// How its rows become a value.
    public enum Kind {
      EXISTS,
      ALL,
      ANY,
      ROW_COMPARISON,
      SCALAR,
      MULTIPLE_ASSIGNMENT,
      ARRAY
    }

    @Override
    public List<Node> parts() {
      return Parts.nodes().and(test).and(query).list();
    }
  }

  /// `$1`.
  record Parameter(int offset, int number) implements Expression {}

  /// The named unknown.
  ///
  /// @param node the node's name in PostgreSQL's parse tree, as `CaseExpr`
  /// @param parts everything below it that the tree knows
  record OtherExpression(int offset, String node, List<Node> parts) implements Expression {
    public OtherExpression {
      parts = List.copyOf(parts);
    }
  }
}
