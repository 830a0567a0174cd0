package dev.ballast.rules.lint;

import static java.util.Objects.requireNonNull;

import dev.ballast.sql.script.Span;
import dev.ballast.sql.script.SqlText;
import dev.ballast.sql.script.Token;
import dev.ballast.sql.tree.ColumnAction.AddColumn;
import dev.ballast.sql.tree.ColumnDefinition;
import dev.ballast.sql.tree.Persistence;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TableStatement.CreateTable;
import dev.ballast.sql.tree.TypeName;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A column that a statement makes, with a table or in one that stands. Columns of temporary tables
/// are none: nobody has to live with them.
///
/// @param tableToo the table is made by the same statement
public record NewColumn(
    QualifiedName table, ColumnDefinition definition, TypeName type, boolean tableToo) {
  public NewColumn {
    requireNonNull(table, "table is null");
    requireNonNull(definition, "definition is null");
    requireNonNull(type, "type is null");
  }

  /// In the order they are written; those without a type, which only add to a parent's, left out.
  public static List<NewColumn> of(Scene scene) {
    if (scene.statement() instanceof CreateTable create) {
      return create.persistence() == Persistence.TEMPORARY
          ? List.of()
          : create.columns().stream()
              .flatMap(column -> column.type().stream().map(type -> made(create, column, type)))
              .toList();
    }
    return ActionOnTable.any(scene, AddColumn.class).stream()
        .flatMap(
            added -> {
              ColumnDefinition column = added.action().definition();
              return column.type().stream()
                  .map(type -> new NewColumn(added.table(), column, type, false));
            })
        .toList();
  }

  private static NewColumn made(CreateTable create, ColumnDefinition column, TypeName type) {
    return new NewColumn(create.name(), column, type, true);
  }

  /// The edit that puts another type in the place of the column's. Empty inside a body, whose text
  /// is not always that of the script.
  public Optional<Edit> withType(Scene scene, String other) {
    return scene.within().isPresent()
        ? Optional.empty()
        : typeIn(scene.sql())
            .map(
                type ->
                    new Edit(
                        new Span(
                            scene.span().start() + type.start(), scene.span().start() + type.end()),
                        other));
  }

  /// The whole statement with another type of the column, for the safe form.
  public String rewritten(Scene scene, String other) {
    String sql = scene.sql();
    return typeIn(sql)
        .map(
            type ->
                Deparser.ended(sql.substring(0, type.start()) + other + sql.substring(type.end())))
        .orElseGet(() -> "ALTER TABLE %s ADD COLUMN %s %s".formatted(table, name(), other));
  }

  /// Where the type's words stand in the statement, with what is in parentheses.
  private Optional<Span> typeIn(String sql) {
    byte[] utf8 = sql.getBytes(StandardCharsets.UTF_8);
    int offset = definition.offset();
    if (offset < 0 || offset > utf8.length) {
      return Optional.empty();
    }
    int from = new String(utf8, 0, offset, StandardCharsets.UTF_8).length();
    SqlText text = SqlText.of(sql.substring(from));
    List<Token> tokens = text.tokens();
    if (tokens.size() < 2) {
      return Optional.empty();
    }
    int last = 1;
    while (last + 2 < tokens.size() && tokens.get(last + 1).isSymbol('.')) {
      last += 2;
    }
    if (is(tokens, last + 1, "varying", "precision")) {
      last++;
    }
    Optional<Span> modifiers = text.parentheses(tokens.get(last).span().end());
    int end = modifiers.map(Span::end).orElse(tokens.get(last).span().end());
    Optional<Span> zone = text.first("WITH|WITHOUT TIME ZONE");
    List<Token> behind = tokens.stream().filter(each -> each.span().start() >= end).toList();
    boolean zoned =
        zone.isPresent()
            && !behind.isEmpty()
            && zone.get().start() == behind.getFirst().span().start();
    return Optional.of(
        new Span(from + tokens.get(1).span().start(), from + (zoned ? zone.get().end() : end)));
  }

  private static boolean is(List<Token> tokens, int index, String... wanted) {
    return index < tokens.size() && Arrays.stream(wanted).anyMatch(tokens.get(index)::isWord);
  }

  /// The column's name, quoted where it needs it.
  public String name() {
    return QualifiedName.of(definition.name()).toString();
  }

  /// `orders.note`.
  @Override
  public String toString() {
    return table + "." + name();
  }
}
