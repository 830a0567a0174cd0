package dev.ballast.effect.schema;

import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.QualifiedName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The foreign keys that depend on a unique index, as `transformFkeyCheckAttrs` in
/// `src/backend/commands/tablecmds.c` finds the index for a key.
public final class KeyTargets {
  private KeyTargets() {}

  /// The tables with a foreign key that depends on the index; none where it is not known or not
  /// unique.
  public static List<KnownTable> pointingAt(KnownSchema schema, QualifiedName index) {
    return schema.index(index).filter(KnownIndex::unique).stream()
        .flatMap(
            known ->
                schema.referencing(known.table()).stream()
                    .filter(
                        other ->
                            other.constraints().stream()
                                .anyMatch(key -> needs(schema, key, known))))
        .toList();
  }

  /// Whether another unique index has the same columns, so that a key may depend on either.
  public static boolean isAmbiguous(KnownSchema schema, QualifiedName index) {
    return schema.index(index).stream()
        .anyMatch(
            known ->
                schema.indexesOf(known.table()).stream()
                        .filter(KnownIndex::unique)
                        .filter(other -> columns(other).equals(columns(known)))
                        .count()
                    > 1);
  }

  static boolean needs(KnownSchema schema, KnownConstraint key, KnownIndex index) {
    if (key.references().filter(index.table()::mayBe).isEmpty()) {
      return false;
    }
    Set<String> named =
        key.definition().reference().stream()
            .flatMap(reference -> reference.columns().stream())
            .collect(Collectors.toSet());
    return (named.isEmpty() ? primaryKey(schema, index.table()) : named).equals(columns(index));
  }

  private static Set<String> primaryKey(KnownSchema schema, QualifiedName table) {
    return schema.table(table).stream()
        .flatMap(known -> known.constraints().stream())
        .filter(each -> each.kind() == Constraint.Kind.PRIMARY_KEY)
        .flatMap(each -> each.columns().stream())
        .collect(Collectors.toSet());
  }

  private static Set<String> columns(KnownIndex index) {
    return new HashSet<>(index.columns());
  }
}
