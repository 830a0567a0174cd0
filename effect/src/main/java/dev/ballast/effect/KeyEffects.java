package dev.ballast.effect;

import static dev.ballast.sql.tree.Reference.Action.CASCADE;
import static dev.ballast.sql.tree.Reference.Action.NO_ACTION;

import dev.ballast.effect.claim.Effects.Collector;
import dev.ballast.effect.claim.Likelihood;
import dev.ballast.effect.claim.WorkEffect;
import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.effect.schema.KnownTable;
import dev.ballast.effect.schema.PartitionedKeys;
import dev.ballast.sql.LockMode;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.Reference;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// What foreign keys add to a change of rows: their triggers run queries on the other table
/// (`src/backend/utils/adt/ri_triggers.c`). Only for rows whose key matters, so all of it is
/// possible and none certain. For one statement.
final class KeyEffects {
  private static final String CHECKED = "unless no key is set, or all are null";
  private static final String REFERENCED = "unless no row is found whose key matters";

  private final EffectModel model;
  private final Collector out;
  private final PartitionedKeys keys;

  KeyEffects(EffectModel model, Collector out) {
    this.model = model;
    this.out = out;
    this.keys = new PartitionedKeys(model.schema());
  }

  /// New rows: each key is looked up in the table it points at, FOR KEY SHARE.
  void pointingFrom(QualifiedName table) {
    foreignKeys(table).forEach(this::lookedUp);
  }

  /// Changed rows: only keys that are set are looked up.
  void pointingFrom(QualifiedName table, List<String> columns) {
    foreignKeys(table)
        .filter(key -> key.constraint().columns().stream().anyMatch(columns::contains))
        .forEach(this::lookedUp);
  }

  private void lookedUp(PartitionedKeys.Key key) {
    touched(key.references(), LockMode.ROW_SHARE, CHECKED);
  }

  /// Changed rows, where it is not known what is set.
  void pointingAt(QualifiedName table) {
    keysTo(table).forEach(key -> touched(key, Reference::onUpdate));
  }

  /// Changed rows of a table that keys point at: nothing is done unless the key itself is set.
  void pointingAt(QualifiedName table, List<String> columns) {
    keysTo(table)
        .filter(
            key -> {
              List<String> referenced = reference(key).map(Reference::columns).orElse(List.of());
              return referenced.isEmpty() || referenced.stream().anyMatch(columns::contains);
            })
        .filter(key -> !primaryKeyIsLeft(key, columns))
        .forEach(key -> touched(key, Reference::onUpdate));
  }

  /// True where the key points at the primary key and that is known not to be set.
  private boolean primaryKeyIsLeft(PartitionedKeys.Key key, List<String> set) {
    return reference(key).map(Reference::columns).orElse(List.of()).isEmpty()
        && model
            .schema()
            .table(key.references())
            .flatMap(
                known ->
                    known.constraints().stream()
                        .filter(each -> each.kind() == Constraint.Kind.PRIMARY_KEY)
                        .findFirst())
            .filter(primary -> primary.columns().stream().noneMatch(set::contains))
            .isPresent();
  }

  /// Deleted rows: the referencing tables are searched, and changed where the key says so. Rows
  /// that are deleted with them may have others that point at them.
  void pointingAtDeleted(QualifiedName table) {
    deleted(table, new HashSet<>());
  }

  private void deleted(QualifiedName table, Set<QualifiedName> before) {
    if (!before.add(KnownSchema.key(table))) {
      return;
    }
    for (PartitionedKeys.Key key : keysTo(table).toList()) {
      touched(key, Reference::onDelete);
      if (reference(key).map(Reference::onDelete).orElse(NO_ACTION) == CASCADE) {
        deleted(key.of().name(), before);
      }
    }
  }

  private void touched(PartitionedKeys.Key key, Function<Reference, Reference.Action> action) {
    touched(key.of().name(), mode(reference(key).map(action).orElse(NO_ACTION)), REFERENCED);
  }

  private void touched(QualifiedName table, LockMode mode, String unless) {
    Likelihood possible = Likelihood.possible(unless);
    Stream.concat(Stream.of(table), model.schema().allHeirs(table).stream().map(KnownTable::name))
        .forEach(
            each -> {
              out.lock(model.table(each), mode, possible);
              model
                  .schema()
                  .indexesOf(each)
                  .forEach(index -> out.lock(model.index(index.name()), mode, possible));
              out.work(model.table(each), WorkEffect.Kind.SCAN, possible);
            });
  }

  private Stream<PartitionedKeys.Key> foreignKeys(QualifiedName table) {
    return withPartitions(table, keys::from);
  }

  private Stream<PartitionedKeys.Key> keysTo(QualifiedName table) {
    return withPartitions(table, keys::to);
  }

  /// Rows of a partitioned table are those of its partitions, which may have keys of their own.
  private Stream<PartitionedKeys.Key> withPartitions(
      QualifiedName table, Function<QualifiedName, List<PartitionedKeys.Key>> search) {
    return Stream.concat(Stream.of(table), keys.partitions(table).stream().map(KnownTable::name))
        .flatMap(each -> search.apply(each).stream())
        .filter(key -> key.constraint().enforced())
        .distinct();
  }

  private static Optional<Reference> reference(PartitionedKeys.Key key) {
    return key.constraint().definition().reference();
  }

  private static LockMode mode(Reference.Action action) {
    return switch (action) {
      case NO_ACTION, RESTRICT -> LockMode.ROW_SHARE;
      case CASCADE, SET_NULL, SET_DEFAULT -> LockMode.ROW_EXCLUSIVE;
    };
  }
}
