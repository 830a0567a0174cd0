package dev.ballast.change.lint;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.sql.script.Span;
import dev.ballast.postgres.sql.tree.ColumnAction.AddColumn;
import dev.ballast.postgres.sql.tree.ColumnDefinition;
import dev.ballast.postgres.sql.tree.Persistence;
import dev.ballast.postgres.sql.tree.QualifiedName;
import dev.ballast.postgres.sql.tree.TableStatement.CreateTable;
import dev.ballast.postgres.sql.tree.TypeName;
import java.nio.charset.StandardCharsets;
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
    return Altered.any(scene, AddColumn.class).stream()
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

  /// The edit that puts another word in the place of the type, where that is one word: `integer`.
  /// Empty inside a body, whose text is not always that of the script.
  public Optional<Edit> withType(Scene scene, String type) {
    byte[] utf8 = scene.sql().getBytes(StandardCharsets.UTF_8);
    int offset = definition.offset();
    if (scene.within().isPresent() || offset < 0 || offset > utf8.length) {
      return Optional.empty();
    }
    int from = new String(utf8, 0, offset, StandardCharsets.UTF_8).length();
    return Words.of(scene.sql().substring(from)).stream()
        .skip(1)
        .findFirst()
        .map(
            word ->
                new Edit(
                    new Span(
                        scene.span().start() + from + word.start(),
                        scene.span().start() + from + word.end()),
                    type));
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
