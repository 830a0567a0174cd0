package dev.ballast.effect;

import dev.ballast.effect.claim.Effects.Collector;
import dev.ballast.effect.claim.Likelihood;
import dev.ballast.effect.claim.WorkEffect;
import dev.ballast.effect.schema.KnownConstraint;
import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.effect.schema.KnownTable;
import dev.ballast.sql.LockMode;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.Reference;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What foreign keys add to a change of rows: their triggers run queries on the other table
/// (`src/backend/utils/adt/ri_triggers.c`). Only for rows whose key matters, so all of it is
/// possible and none certain. For one statement.
final class KeyEffects {
  private static final String CHECKED = "unless no key is set, or all are null";
  private static final String REFERENCED = "unless no row is found whose key matters";

  private final EffectModel model;
  private final Collector out;

  KeyEffects(EffectModel model, Collector out) {
    this.model = model;
    this.out = out;
  }

  /// New rows: each key is looked up in the table it points at, FOR KEY SHARE.
  void pointingFrom(QualifiedName table) {
    foreignKeys(table).forEach(this::lookedUp);
  }

  /// Changed rows: only keys that are set are looked up.
  void pointingFrom(QualifiedName table, List<String> columns) {
    foreignKeys(table)
        .filter(key -> key.columns().stream().anyMatch(columns::contains))
        .forEach(this::lookedUp);
  }

  private void lookedUp(KnownConstraint key) {
    key.references().ifPresent(to -> touched(to, LockMode.ROW_SHARE, CHECKED));
  }

  /// Changed rows of a table that keys point at: nothing is done unless the key itself is set.
  void pointingAt(QualifiedName table, List<String> columns) {
    for (KnownTable other : model.schema().referencing(table)) {
      keysTo(other, table)
          .filter(
              key -> {
                List<String> referenced = reference(key).map(Reference::columns).orElse(List.of());
                return referenced.isEmpty() || referenced.stream().anyMatch(columns::contains);
              })
          .filter(key -> !primaryKeyIsLeft(table, key, columns))
          .forEach(
              key ->
                  touched(other.name(), mode(reference(key).map(Reference::onUpdate)), REFERENCED));
    }
  }

  /// True where the key points at the primary key and that is known not to be set.
  private boolean primaryKeyIsLeft(QualifiedName table, KnownConstraint key, List<String> set) {
    return reference(key).map(Reference::columns).orElse(List.of()).isEmpty()
        && model
            .schema()
            .table(table)
            .flatMap(
                known ->
                    known.constraints().stream()
                        .filter(each -> each.kind() == Constraint.Kind.PRIMARY_KEY)
                        .findFirst())
            .filter(primary -> primary.columns().stream().noneMatch(set::contains))
            .isPresent();
  }

  /// Deleted rows: the referencing tables are searched, and changed where the key says so.
  void pointingAtDeleted(QualifiedName table) {
    for (KnownTable other : model.schema().referencing(table)) {
      keysTo(other, table)
          .forEach(
              key ->
                  touched(other.name(), mode(reference(key).map(Reference::onDelete)), REFERENCED));
    }
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

  private Stream<KnownConstraint> foreignKeys(QualifiedName table) {
    return model.schema().table(table).stream()
        .flatMap(known -> known.constraints().stream())
        .filter(each -> each.kind() == Constraint.Kind.FOREIGN_KEY && each.enforced());
  }

  private Stream<KnownConstraint> keysTo(KnownTable from, QualifiedName to) {
    return foreignKeys(from.name())
        .filter(
            key ->
                key.references()
                    .map(KnownSchema::key)
                    .filter(KnownSchema.key(to)::equals)
                    .isPresent());
  }

  private static Optional<Reference> reference(KnownConstraint key) {
    return key.definition().reference();
  }

  private static LockMode mode(Optional<Reference.Action> action) {
    return switch (action.orElse(Reference.Action.NO_ACTION)) {
      case NO_ACTION, RESTRICT -> LockMode.ROW_SHARE;
      case CASCADE, SET_NULL, SET_DEFAULT -> LockMode.ROW_EXCLUSIVE;
    };
  }
}
