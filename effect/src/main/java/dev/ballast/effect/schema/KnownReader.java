package dev.ballast.effect.schema;

import static java.util.Objects.requireNonNull;

import dev.ballast.sql.tree.Node;
import dev.ballast.sql.tree.QualifiedName;
import java.util.List;

/// What stands with a table, goes when the table goes, and keeps what it reads from being dropped:
/// a policy, a rule, a trigger, or the table's part in a publication.
///
/// @param name of the policy, the rule, the trigger or the publication
/// @param reads the relations beside its own table
/// @param definition the part of the statement that made it
public record KnownReader(
    Kind kind,
    String name,
    QualifiedName table,
    List<QualifiedName> reads,
    List<ColumnRead> columnsRead,
    Node definition) {
  /// What it is; `USING` and `WITH CHECK` of a policy can be changed one by one.
  public enum Kind {
    POLICY_USING,
    POLICY_CHECK,
    RULE,
    TRIGGER,
    PUBLICATION
  }

  public KnownReader {
    requireNonNull(kind, "kind is null");
    requireNonNull(name, "name is null");
    requireNonNull(table, "table is null");
    reads = List.copyOf(reads);
    columnsRead = List.copyOf(columnsRead);
    requireNonNull(definition, "definition is null");
  }

  /// Whether it reads that column of the relation.
  public boolean readsColumn(QualifiedName relation, String column) {
    return columnsRead.stream().anyMatch(read -> read.isOf(relation, column));
  }

  boolean isOn(QualifiedName relation) {
    return KnownSchema.key(table).equals(KnownSchema.key(relation));
  }

  boolean reads(QualifiedName relation) {
    return reads.stream().anyMatch(each -> KnownSchema.key(each).equals(KnownSchema.key(relation)));
  }

  KnownReader withName(String newName) {
    return new KnownReader(kind, newName, table, reads, columnsRead, definition);
  }

  KnownReader withRelation(QualifiedName from, QualifiedName to) {
    return new KnownReader(
        kind,
        name,
        isOn(from) ? to : table,
        reads.stream()
            .map(each -> KnownSchema.key(each).equals(KnownSchema.key(from)) ? to : each)
            .toList(),
        columnsRead.stream().map(read -> read.withRelation(from, to)).toList(),
        definition);
  }

  KnownReader withColumn(QualifiedName of, RenamedColumn renamed) {
    return new KnownReader(
        kind,
        name,
        table,
        reads,
        columnsRead.stream().map(read -> read.withColumn(of, renamed)).toList(),
        definition);
  }
}
