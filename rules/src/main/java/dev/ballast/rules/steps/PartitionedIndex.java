package dev.ballast.rules.steps;

import dev.ballast.effect.schema.KnownIndex;
import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.effect.schema.KnownTable;
import dev.ballast.rules.lint.Scene;
import dev.ballast.sql.script.SqlText;
import dev.ballast.sql.script.Token;
import dev.ballast.sql.tree.IndexStatement.CreateIndex;
import dev.ballast.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// How a partitioned table gets an index without stopping its writers: an invalid one on the parent
/// alone, one built CONCURRENTLY on each partition, and each attached to the first.
public final class PartitionedIndex {
  private PartitionedIndex() {}

  /// The statements, with remarks between; a remark alone where the statement's text is written in
  /// a way that is not followed here.
  public static List<String> steps(Scene scene, CreateIndex create) {
    Optional<String> behindTable = behindTable(scene.sql());
    if (behindTable.isEmpty()) {
      return List.of(
          "-- CREATE INDEX ... ON ONLY " + create.table() + ", then CREATE INDEX CONCURRENTLY on",
          "-- each partition, then ALTER INDEX ... ATTACH PARTITION for each of them");
    }
    String name = KnownIndex.nameOf(create, scene.schema()).name();
    return on(
        scene.schema(),
        create.table(),
        name,
        partition -> KnownIndex.nameOn(partition, create, scene.schema()).name(),
        create.shape().unique(),
        behindTable.get());
  }

  /// The statements, with remarks between, each partition's index attached to that of its parent.
  ///
  /// @param names of the partitions' indexes, by partition
  /// @param behindTable method, keys and what else stands behind the table's name
  public static List<String> on(
      KnownSchema schema,
      QualifiedName table,
      String name,
      Function<QualifiedName, String> names,
      boolean unique,
      String behindTable) {
    String create = unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ";
    List<String> steps = new ArrayList<>();
    steps.add(create + quoted(name) + " ON ONLY " + table + " " + behindTable);
    steps.add("-- then, outside a transaction, for each partition:");
    attached(schema, table, name, names, create, behindTable, steps);
    return steps;
  }

  private static void attached(
      KnownSchema schema,
      QualifiedName table,
      String name,
      Function<QualifiedName, String> names,
      String create,
      String behindTable,
      List<String> steps) {
    for (KnownTable heir : schema.heirs(table)) {
      String own = names.apply(heir.name());
      if (heir.partitioned()) {
        steps.add(create + quoted(own) + " ON ONLY " + heir.name() + " " + behindTable);
        attached(schema, heir.name(), own, names, create, behindTable, steps);
      } else {
        steps.add(
            create + "CONCURRENTLY " + quoted(own) + " ON " + heir.name() + " " + behindTable);
      }
      steps.add(
          "ALTER INDEX "
              + new QualifiedName(table.schema(), name)
              + " ATTACH PARTITION "
              + new QualifiedName(heir.name().schema(), own));
    }
  }

  private static String quoted(String name) {
    return QualifiedName.of(name).toString();
  }

  /// What stands behind the table's name: method, keys, WITH, WHERE.
  private static Optional<String> behindTable(String sql) {
    SqlText text = SqlText.of(sql);
    return text.opening("CREATE [UNIQUE] INDEX")
        .flatMap(opening -> text.firstOuter("ON [ONLY]"))
        .flatMap(
            on -> {
              List<Token> table =
                  text.tokens().stream()
                      .filter(token -> token.span().start() >= on.end())
                      .takeWhile(token -> !token.isSymbol('(') && !token.isWord("USING"))
                      .toList();
              return table.isEmpty()
                  ? Optional.empty()
                  : Optional.of(sql.substring(table.getLast().span().end()).strip());
            });
  }
}
