package dev.ballast.effect.schema;

import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The foreign keys of a schema where tables are partitioned: a key of a partitioned table, or to
/// it, is one of each of its partitions too (`CloneForeignKeyConstraints` in
/// `src/backend/commands/tablecmds.c`). For one schema.
public final class PartitionedKeys {
  private final KnownSchema schema;

  public PartitionedKeys(KnownSchema schema) {
    this.schema = schema;
  }

  /// A foreign key of a table, or of a partitioned table that it is a part of.
  public record Key(KnownTable of, KnownConstraint constraint) {
    /// The table that it points at.
    public QualifiedName references() {
      return constraint.references().orElseThrow();
    }
  }

  /// The table and the partitioned tables that it is a part of, nearest first.
  public List<QualifiedName> withParents(QualifiedName table) {
    List<QualifiedName> all = new ArrayList<>(List.of(table));
    Optional<QualifiedName> above = parent(table);
    while (above.filter(name -> all.stream().noneMatch(name::mayBe)).isPresent()) {
      all.add(above.get());
      above = parent(above.get());
    }
    return List.copyOf(all);
  }

  private Optional<QualifiedName> parent(QualifiedName table) {
    return schema.table(table).flatMap(KnownTable::partitionOf);
  }

  /// The partitions on every level below a table.
  public List<KnownTable> partitions(QualifiedName table) {
    return schema.allHeirs(table).stream().filter(heir -> heir.partitionOf().isPresent()).toList();
  }

  /// The keys that rows of the table are checked by.
  public List<Key> from(QualifiedName table) {
    return withParents(table).stream()
        .flatMap(name -> schema.table(name).stream())
        .flatMap(PartitionedKeys::keys)
        .toList();
  }

  /// The keys that may point at rows of the table.
  public List<Key> to(QualifiedName table) {
    return withParents(table).stream().flatMap(this::keysTo).toList();
  }

  private Stream<Key> keysTo(QualifiedName table) {
    QualifiedName wanted = KnownSchema.key(table);
    return schema.referencing(table).stream()
        .flatMap(PartitionedKeys::keys)
        .filter(key -> KnownSchema.key(key.references()).equals(wanted));
  }

  private static Stream<Key> keys(KnownTable table) {
    return table.constraints().stream()
        .filter(each -> each.kind() == Constraint.Kind.FOREIGN_KEY)
        .filter(each -> each.references().isPresent())
        .map(each -> new Key(table, each));
  }
}
