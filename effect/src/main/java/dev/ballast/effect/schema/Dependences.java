package dev.ballast.effect.schema;

import dev.ballast.sql.tree.Expression.Cast;
import dev.ballast.sql.tree.Expression.ColumnReference;
import dev.ballast.sql.tree.Expression.FunctionCall;
import dev.ballast.sql.tree.Expression.Literal;
import dev.ballast.sql.tree.Node;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What an expression of a table's definition needs to exist, as `recordDependencyOnExpr` in
/// `src/backend/catalog/dependency.c` would record it.
final class Dependences {
  private static final Pattern WORD = Pattern.compile("\"((?:[^\"]|\"\")*)\"|[^.\"\\s]+");

  private Dependences() {}

  private static final Set<String> SEQUENCE_FUNCTIONS = Set.of("nextval", "currval", "setval");

  /// Whether `nextval('sequence')` or its like is part of the expression. A name that stays text,
  /// as in `nextval('sequence'::text)`, is resolved at each call and keeps nothing.
  static boolean takesFrom(Node value, QualifiedName sequence) {
    return Walk.of(value).calls().stream()
        .filter(call -> SEQUENCE_FUNCTIONS.contains(call.name().name()))
        .flatMap(call -> call.arguments().stream().limit(1))
        .filter(
            argument -> Walk.of(argument).every(Cast.class).stream().noneMatch(Dependences::isText))
        .flatMap(argument -> Walk.of(argument).every(Literal.class).stream())
        .anyMatch(literal -> KnownSchema.key(named(literal.text())).equals(sequence));
  }

  /// The tables with a column whose default takes its values from the sequence.
  static List<KnownTable> fedBy(KnownSchema schema, QualifiedName sequence) {
    QualifiedName key = KnownSchema.key(sequence);
    Optional<QualifiedName> owner = schema.sequence(sequence).flatMap(KnownSequence::table);
    return schema.tables().stream()
        .filter(
            table ->
                owner.filter(table.name()::mayBe).isPresent()
                    || table.columns().stream()
                        .flatMap(column -> column.defaultValue().stream())
                        .anyMatch(value -> takesFrom(value, key)))
        .toList();
  }

  private static boolean isText(Cast cast) {
    return cast.type().name().name().equals("text");
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

  /// Whether any part calls the function.
  static boolean calls(Node node, QualifiedName function) {
    return Walk.of(node).calls().stream()
        .map(FunctionCall::name)
        .anyMatch(name -> KnownSchema.key(name).equals(function));
  }

  /// A relation's name as `'schema.name'::regclass` reads it: folded to lower case where it is not
  /// quoted, the last two words of those that dots separate.
  private static QualifiedName named(String text) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(text);
    while (word.find()) {
      words.add(
          word.group(1) == null
              ? word.group().toLowerCase(Locale.ROOT)
              : word.group(1).replace("\"\"", "\""));
    }
    return words.isEmpty()
        ? QualifiedName.of("")
        : new QualifiedName(
            words.size() > 1 ? Optional.of(words.get(words.size() - 2)) : Optional.empty(),
            words.getLast());
  }
}
