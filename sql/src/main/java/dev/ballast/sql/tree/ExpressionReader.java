package dev.ballast.sql.tree;

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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Reads expressions, and gathers whatever is below a node that no reader knows. For one text, not
/// safe for more than one thread.
final class ExpressionReader {
  private final StatementReader statements;
  private final Nesting nesting;

  ExpressionReader(StatementReader statements, Nesting nesting) {
    this.statements = statements;
    this.nesting = nesting;
  }

  Expression expression(RawNode raw) {
    nesting.enter(1);
    Expression expression = known(raw);
    nesting.leave(1);
    return expression;
  }

  private Expression known(RawNode raw) {
    int offset = raw.location();
    return switch (raw.kind()) {
      case "A_Const" -> new Literal(offset, literalKind(raw), Names.constant(raw));
      case "ColumnRef" -> new ColumnReference(offset, Names.strings(raw.list("fields")));
      case "FuncCall" -> call(raw);
      case "SQLValueFunction" -> new ValueFunction(offset, valueFunction(raw.text("op")));
      case "TypeCast" ->
          new Cast(offset, expression(raw.some("arg")), Names.type(raw.some("typeName")));
      case "A_Expr" -> operation(raw);
      case "NullTest" ->
          new NullTest(
              offset, expression(raw.some("arg")), "IS_NULL".equals(raw.text("nulltesttype")));
      case "BoolExpr" ->
          new BooleanExpression(
              offset, booleanKind(raw.text("boolop")), expressions(raw.list("args")));
      case "SubLink" ->
          new SubQuery(
              offset,
              subQueryKind(raw.text("subLinkType")),
              some(raw, "testexpr"),
              statements.queries().query(raw.some("subselect")));
      case "ParamRef" -> new Parameter(offset, raw.number("number"));
      default -> new OtherExpression(offset, raw.kind(), parts(raw));
    };
  }

  Optional<Expression> some(RawNode owner, String field) {
    return owner.node(field).map(this::expression);
  }

  /// A list, with the lists in it laid flat: `IN` and `BETWEEN` have one on their right, `VALUES`
  /// has one per row.
  List<Expression> expressions(List<RawNode> nodes) {
    List<Expression> expressions = new ArrayList<>();
    for (RawNode node : nodes) {
      if (node.is("List")) {
        expressions.addAll(expressions(node.list("items")));
      } else {
        expressions.add(expression(node));
      }
    }
    return expressions;
  }

  FunctionCall call(RawNode raw) {
    List<Expression> others = new ArrayList<>();
    others.addAll(below(raw.list("agg_order")));
    others.addAll(below(raw.node("agg_filter").stream().toList()));
    others.addAll(below(raw.node("over").stream().toList()));
    return new FunctionCall(
        raw.location(),
        Names.qualified(raw.list("funcname")),
        expressions(raw.list("args")),
        raw.flag("agg_distinct"),
        raw.flag("agg_star"),
        raw.flag("func_variadic"),
        others);
  }

  /// The expressions in nodes that are not expressions themselves, as `SortBy` and `WindowDef`.
  List<Expression> below(List<RawNode> nodes) {
    List<Expression> expressions = new ArrayList<>();
    for (RawNode node : nodes) {
      for (Node part : part(node)) {
        expressions.add(
            part instanceof Expression expression
                ? expression
                : new OtherExpression(Located.UNKNOWN, node.kind(), List.of(part)));
      }
    }
    return expressions;
  }

  /// Everything below a node that the tree knows, in the order of the answer.
  List<Node> parts(RawNode raw) {
    nesting.enter(1);
    List<Node> parts = new ArrayList<>();
    raw.forEach(
        (field, value) -> {
          if (value instanceof RawNode node) {
            parts.addAll(part(node));
          } else if (value instanceof List<?> list) {
            RawNode.nodes(list).forEach(node -> parts.addAll(part(node)));
          }
        });
    nesting.leave(1);
    return parts;
  }

  /// The node itself, where the tree has a record for it, or else what is below it.
  private List<Node> part(RawNode raw) {
    if (raw.is("SelectStmt") || raw.has("limitOption")) {
      return List.of(statements.queries().query(raw));
    } else if (raw.is("RangeVar") || raw.has("relname")) {
      return List.copyOf(statements.queries().use(raw).stream().toList());
    } else if (raw.kind().endsWith("Stmt")) {
      return List.of(statements.statement(raw));
    } else if (raw.kind().isEmpty() && raw.has("funcformat")) {
      return List.of(call(raw));
    }
    return switch (raw.kind()) {
      case "A_Const",
          "ColumnRef",
          "FuncCall",
          "SQLValueFunction",
          "TypeCast",
          "A_Expr",
          "NullTest",
          "BoolExpr",
          "SubLink",
          "ParamRef",
          "CollateClause",
          "A_Indirection",
          "BooleanTest" ->
          List.of(expression(raw));
      case "ColumnDef" -> List.of(statements.elements().column(raw));
      case "Constraint" -> List.copyOf(statements.elements().constraints(List.of(raw)));
      case "TypeName" -> List.of();
      default -> raw.kind().endsWith("Expr") ? List.of(expression(raw)) : parts(raw);
    };
  }

  private Expression operation(RawNode raw) {
    String operator = operator(raw);
    Deque<RawNode> operands = new ArrayDeque<>();
    RawNode left = raw;
    do {
      left.node("rexpr").ifPresent(operands::push);
      left = left.some("lexpr");
    } while (isBinary(raw) && isBinary(left) && operator(left).equals(operator));
    if (!left.isEmpty()) {
      operands.push(left);
    }
    return new Operation(
        raw.location(),
        operationKind(raw.text("kind")),
        operator,
        expressions(List.copyOf(operands)));
  }

  private static boolean isBinary(RawNode raw) {
    return "AEXPR_OP".equals(raw.text("kind")) && raw.has("lexpr") && raw.has("rexpr");
  }

  private static String operator(RawNode raw) {
    List<RawNode> name = raw.list("name");
    return name.isEmpty() ? "" : Names.string(name.getLast());
  }

  private static Operation.Kind operationKind(String tag) {
    return switch (tag) {
      case "AEXPR_OP_ANY" -> Operation.Kind.ANY_OF;
      case "AEXPR_OP_ALL" -> Operation.Kind.ALL_OF;
      case "AEXPR_DISTINCT" -> Operation.Kind.IS_DISTINCT;
      case "AEXPR_NOT_DISTINCT" -> Operation.Kind.IS_NOT_DISTINCT;
      case "AEXPR_NULLIF" -> Operation.Kind.NULLIF;
      case "AEXPR_IN" -> Operation.Kind.IN;
      case "AEXPR_LIKE" -> Operation.Kind.LIKE;
      case "AEXPR_ILIKE" -> Operation.Kind.ILIKE;
      case "AEXPR_SIMILAR" -> Operation.Kind.SIMILAR;
      case "AEXPR_BETWEEN" -> Operation.Kind.BETWEEN;
      case "AEXPR_NOT_BETWEEN" -> Operation.Kind.NOT_BETWEEN;
      case "AEXPR_BETWEEN_SYM" -> Operation.Kind.BETWEEN_SYMMETRIC;
      case "AEXPR_NOT_BETWEEN_SYM" -> Operation.Kind.NOT_BETWEEN_SYMMETRIC;
      default -> Operation.Kind.OPERATOR;
    };
  }

  private static BooleanExpression.Kind booleanKind(String tag) {
    return switch (tag) {
      case "AND_EXPR" -> BooleanExpression.Kind.AND;
      case "OR_EXPR" -> BooleanExpression.Kind.OR;
      default -> BooleanExpression.Kind.NOT;
    };
  }

  private static SubQuery.Kind subQueryKind(String tag) {
    return switch (tag) {
      case "EXISTS_SUBLINK" -> SubQuery.Kind.EXISTS;
      case "ALL_SUBLINK" -> SubQuery.Kind.ALL;
      case "ANY_SUBLINK" -> SubQuery.Kind.ANY;
      case "ROWCOMPARE_SUBLINK" -> SubQuery.Kind.ROW_COMPARISON;
      case "MULTIEXPR_SUBLINK" -> SubQuery.Kind.MULTIPLE_ASSIGNMENT;
      case "ARRAY_SUBLINK" -> SubQuery.Kind.ARRAY;
      default -> SubQuery.Kind.SCALAR;
    };
  }

  private static Literal.Kind literalKind(RawNode raw) {
    if (raw.has("ival")) {
      return Literal.Kind.INTEGER;
    } else if (raw.has("fval")) {
      return Literal.Kind.FLOAT;
    } else if (raw.has("boolval")) {
      return Literal.Kind.BOOLEAN;
    } else if (raw.has("bsval")) {
      return Literal.Kind.BIT_STRING;
    }
    return raw.flag("isnull") ? Literal.Kind.NULL : Literal.Kind.STRING;
  }

  /// `SVFOP_CURRENT_TIMESTAMP_N`, that with a precision, is `CURRENT_TIMESTAMP`.
  private static String valueFunction(String tag) {
    String name = tag.substring("SVFOP_".length());
    return name.endsWith("_N") ? name.substring(0, name.length() - 2) : name;
  }
}
