package dev.ballast.rules.steps;

import dev.ballast.effect.schema.KnownTable;
import dev.ballast.rules.lint.Scene;
import dev.ballast.sql.script.Span;
import dev.ballast.sql.script.SqlText;
import dev.ballast.sql.script.Token;
import dev.ballast.sql.tree.Expression;
import dev.ballast.sql.tree.Expression.Cast;
import dev.ballast.sql.tree.Expression.Literal;
import dev.ballast.sql.tree.PartitionBound;
import dev.ballast.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A partition's bounds as conditions in SQL, for a table that is partitioned by one column and
/// bounds that are constants.
public final class PartitionCondition {
  private final String column;
  private final PartitionBound bound;

  private PartitionCondition(String column, PartitionBound bound) {
    this.column = QualifiedName.of(column).toString();
    this.bound = bound;
  }

  /// Empty where the column that decides is not known.
  public static Optional<PartitionCondition> of(
      Scene scene, QualifiedName parent, PartitionBound bound) {
    return scene
        .schema()
        .table(parent)
        .map(KnownTable::partitionKey)
        .filter(key -> key.size() == 1 && !key.getFirst().isEmpty())
        .map(key -> new PartitionCondition(key.getFirst(), bound));
  }

  /// `FOR VALUES FROM (1) TO (2)` as the statement has it.
  public static String clause(Scene scene) {
    return span(scene)
        .map(clause -> scene.sql().substring(clause.start(), clause.end()))
        .orElse("FOR VALUES ...");
  }

  /// What stands behind the bounds: `PARTITION BY`, `WITH`, `TABLESPACE`.
  static String behind(Scene scene) {
    return span(scene).map(clause -> scene.sql().substring(clause.end()).strip()).orElse("");
  }

  private static Optional<Span> span(Scene scene) {
    SqlText text = SqlText.of(scene.sql());
    return text.firstOuter("FOR VALUES")
        .map(clause -> new Span(clause.start(), end(text, clause)))
        .or(() -> text.firstOuter("DEFAULT"));
  }

  /// Behind `IN (..)`, `WITH (..)`, or the second parenthesis of `FROM (..) TO (..)`.
  private static int end(SqlText text, Span clause) {
    int end = clause.end();
    int depth = 0;
    int lists = 1;
    for (Token token : text.tokens()) {
      if (token.span().start() < clause.end() || lists == 0) {
        continue;
      }
      if (depth == 0 && token.isWord("FROM")) {
        lists = 2;
      }
      depth += token.isSymbol('(') ? 1 : token.isSymbol(')') ? -1 : 0;
      if (depth == 0 && token.isSymbol(')')) {
        lists--;
      }
      end = token.span().end();
    }
    return end;
  }

  /// True for the rows of the partition and no others.
  public Optional<String> within() {
    return condition(" >= ", " < ", " AND ", " IN ")
        .map(condition -> column + " IS NOT NULL AND " + condition);
  }

  /// True for the rows of all other partitions.
  public Optional<String> outside() {
    return condition(" < ", " >= ", " OR ", " NOT IN ");
  }

  private Optional<String> condition(String low, String high, String joined, String in) {
    List<String> parts = new ArrayList<>();
    switch (bound) {
      case PartitionBound.Range range when range.from().size() == 1 && range.to().size() == 1 -> {
        constant(range.from().getFirst()).ifPresent(value -> parts.add(column + low + value));
        constant(range.to().getFirst()).ifPresent(value -> parts.add(column + high + value));
      }
      case PartitionBound.InList list -> {
        List<Optional<String>> values =
            list.values().stream().map(PartitionCondition::constant).toList();
        if (values.stream().allMatch(Optional::isPresent)) {
          parts.add(
              column
                  + in
                  + values.stream()
                      .flatMap(Optional::stream)
                      .collect(Collectors.joining(", ", "(", ")")));
        }
      }
      case PartitionBound.Range _, PartitionBound.Hash _, PartitionBound.Default _ -> {}
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(joined, parts));
  }

  private static Optional<String> constant(Expression expression) {
    if (expression instanceof Literal literal && literal.kind() == Literal.Kind.STRING) {
      return Optional.of("'" + literal.text().replace("'", "''") + "'");
    }
    if (expression instanceof Literal literal && literal.kind() != Literal.Kind.NULL) {
      return Optional.of(literal.text());
    }
    if (expression instanceof Cast cast) {
      return constant(cast.operand());
    }
    return Optional.empty();
  }
}
