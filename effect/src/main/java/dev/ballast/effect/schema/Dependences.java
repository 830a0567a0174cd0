package dev.ballast.effect.schema;

import dev.ballast.sql.tree.Expression;
import dev.ballast.sql.tree.Expression.ColumnReference;
import dev.ballast.sql.tree.Expression.FunctionCall;
import dev.ballast.sql.tree.Expression.Literal;
import dev.ballast.sql.tree.Node;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.Walk;
import java.util.Set;
import java.util.stream.Collectors;

/// What an expression of a table's definition needs to exist, as `recordDependencyOnExpr` in
/// `src/backend/catalog/dependency.c` would record it.
final class Dependences {
  private Dependences() {}

  /// Whether `nextval('sequence')` is part of the expression.
  static boolean takesFrom(Expression value, QualifiedName sequence) {
    return Walk.of(value).calls().stream()
        .filter(call -> call.name().name().equals("nextval"))
        .flatMap(call -> call.arguments().stream())
        .flatMap(argument -> Walk.of(argument).every(Literal.class).stream())
        .anyMatch(literal -> KnownSchema.key(named(literal.text())).equals(sequence));
  }

  /// Whether a column's default or generation or a constraint calls the function.
  static boolean calls(KnownTable table, QualifiedName function) {
    return table.columns().stream()
            .flatMap(column -> column.defaultValue().stream())
            .anyMatch(value -> calls(value, function))
        || table.constraints().stream()
            .map(constraint -> constraint.definition())
            .anyMatch(definition -> calls(definition, function));
  }

  /// The columns that an expression or a constraint's definition reads.
  static Set<String> columns(Node node) {
    return Walk.of(node).every(ColumnReference.class).stream()
        .map(ColumnReference::column)
        .collect(Collectors.toSet());
  }

  private static boolean calls(Node node, QualifiedName function) {
    return Walk.of(node).calls().stream()
        .map(FunctionCall::name)
        .anyMatch(name -> KnownSchema.key(name).equals(function));
  }

  /// A relation's name as `'schema.name'::regclass` reads it; quotes within are left out.
  private static QualifiedName named(String text) {
    String plain = text.replace("\"", "");
    int dot = plain.indexOf('.');
    return dot < 0
        ? QualifiedName.of(plain)
        : QualifiedName.of(plain.substring(0, dot), plain.substring(dot + 1));
  }
}
