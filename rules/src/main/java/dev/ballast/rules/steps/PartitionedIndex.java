package dev.ballast.rules.steps;

import dev.ballast.effect.schema.KnownTable;
import dev.ballast.rules.lint.Scene;
import dev.ballast.sql.script.SqlText;
import dev.ballast.sql.script.Token;
import dev.ballast.sql.tree.IndexStatement.CreateIndex;
import dev.ballast.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    String rest = " " + behindTable.get();
    String unique = create.shape().unique() ? "UNIQUE " : "";
    String name = create.name().orElse(create.table().name() + "_idx");
    List<String> steps = new ArrayList<>();
    steps.add("CREATE " + unique + "INDEX " + quoted(name) + " ON ONLY " + create.table() + rest);
    steps.add("-- then, outside a transaction, for each partition:");
    for (KnownTable heir : scene.schema().allHeirs(create.table())) {
      if (heir.partitioned()) {
        continue;
      }
      QualifiedName own =
          new QualifiedName(heir.name().schema(), own(create.table(), heir.name(), name));
      steps.add(
          "CREATE "
              + unique
              + "INDEX CONCURRENTLY "
              + quoted(own.name())
              + " ON "
              + heir.name()
              + rest);
      steps.add(
          "ALTER INDEX "
              + new QualifiedName(create.table().schema(), name)
              + " ATTACH PARTITION "
              + own);
    }
    return steps;
  }

  /// `events_2025_day_idx` beside `events_day_idx`.
  private static String own(QualifiedName parent, QualifiedName partition, String name) {
    String prefix = parent.name() + "_";
    return partition.name()
        + "_"
        + (name.startsWith(prefix) ? name.substring(prefix.length()) : name);
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
