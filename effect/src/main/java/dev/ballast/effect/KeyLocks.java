package dev.ballast.effect;

import dev.ballast.effect.claim.Effects.Collector;
import dev.ballast.effect.claim.Likelihood;
import dev.ballast.effect.claim.WorkEffect;
import dev.ballast.effect.schema.KnownTable;
import dev.ballast.effect.schema.PartitionedKeys;
import dev.ballast.sql.LockMode;
import dev.ballast.sql.tree.QualifiedName;
import java.util.List;
import java.util.stream.Stream;

/// The locks that come with a foreign key's triggers on the table that it points at, and on each
/// partition of that: `CreateTrigger` takes SHARE ROW EXCLUSIVE, `RemoveTriggerById` in
/// `src/backend/commands/trigger.c` ACCESS EXCLUSIVE. For one statement.
final class KeyLocks {
  /// The major from which a partitioned table itself has triggers for keys.
  private static final int TRIGGERS_OF_PARENTS = 15;

  private static final Likelihood FOUND =
      Likelihood.possible("unless an index finds the rows that point into the partition");

  private final EffectModel model;
  private final Collector out;
  private final PartitionedKeys keys;

  KeyLocks(EffectModel model, Collector out) {
    this.model = model;
    this.out = out;
    this.keys = new PartitionedKeys(model.schema());
  }

  /// A key to the table is made.
  void made(QualifiedName referenced) {
    lock(referenced, LockMode.SHARE_ROW_EXCLUSIVE);
    keys.partitions(referenced).forEach(each -> lock(each.name(), LockMode.SHARE_ROW_EXCLUSIVE));
  }

  /// A key to the table is dropped, by whatever drops it.
  void dropped(QualifiedName referenced) {
    if (hasTriggers(model.isPartitioned(referenced))) {
      lock(referenced, LockMode.ACCESS_EXCLUSIVE);
    }
    for (KnownTable each : keys.partitions(referenced)) {
      if (hasTriggers(each.partitioned())) {
        lock(each.name(), LockMode.ACCESS_EXCLUSIVE);
      }
    }
  }

  private boolean hasTriggers(boolean partitioned) {
    return !partitioned || model.major() >= TRIGGERS_OF_PARENTS;
  }

  /// Every key to the table, or to one that it is a part of, goes with what it needs.
  void droppedWith(QualifiedName table) {
    keys.to(table).forEach(this::dropped);
  }

  private void dropped(PartitionedKeys.Key key) {
    holders(key.of().name());
    dropped(key.references());
  }

  /// The table that a dropped key is of, and its partitions.
  void holders(QualifiedName table) {
    lock(table, LockMode.ACCESS_EXCLUSIVE);
    keys.partitions(table).forEach(each -> lock(each.name(), LockMode.ACCESS_EXCLUSIVE));
  }

  /// A table that may hold rows becomes a partition: a key that it has like one of its parent's
  /// becomes a part of that, and the triggers of its own are dropped.
  void partitionAttached(QualifiedName parent, QualifiedName child) {
    partitionAdded(parent);
    List<PartitionedKeys.Key> own = keys.from(child);
    boolean whole = model.schema().table(child).map(KnownTable::whole).orElse(false);
    for (PartitionedKeys.Key key : keys.from(parent)) {
      if (!whole || own.stream().anyMatch(each -> isLike(each, key))) {
        out.lock(
            model.table(key.references()),
            LockMode.ACCESS_EXCLUSIVE,
            Likelihood.possible("where " + child + " has the same foreign key already"));
      }
      if (key.constraint().enforced() && own.stream().noneMatch(each -> isLike(each, key))) {
        checked(child, key);
      }
    }
  }

  private static boolean isLike(PartitionedKeys.Key one, PartitionedKeys.Key other) {
    return one.constraint().columns().equals(other.constraint().columns())
        && one.references().mayBe(other.references());
  }

  /// Rows that are there already are looked up.
  private void checked(QualifiedName child, PartitionedKeys.Key key) {
    Likelihood whole =
        model.schema().table(child).map(KnownTable::whole).orElse(false)
            ? Likelihood.CERTAIN
            : Likelihood.possible("unless " + child + " has the same foreign key already");
    read(child, whole);
    read(key.references(), Likelihood.possible("unless the planner looks up each row by its key"));
  }

  /// A table becomes a partition, and gets the keys from and to its parent.
  void partitionAdded(QualifiedName parent) {
    keys.from(parent).forEach(key -> made(key.references()));
    if (model.major() >= TRIGGERS_OF_PARENTS) {
      keys.to(parent).forEach(key -> lock(key.of().name(), LockMode.SHARE_ROW_EXCLUSIVE));
    }
  }

  /// A partition becomes a table of its own: it keeps the keys from it, and loses those to it where
  /// no row needs them.
  void partitionTaken(QualifiedName parent, QualifiedName partition) {
    for (PartitionedKeys.Key key : keys.from(parent)) {
      if (hasTriggers(model.isPartitioned(key.references()))) {
        made(key.references());
      }
    }
    for (PartitionedKeys.Key key : keys.to(parent)) {
      QualifiedName other = key.of().name();
      lock(other, LockMode.ACCESS_EXCLUSIVE);
      read(other, FOUND);
      read(partition, FOUND);
    }
  }

  /// The rows of a table, or of its partitions.
  void read(QualifiedName table, Likelihood likelihood) {
    Stream.concat(Stream.of(table), keys.partitions(table).stream().map(KnownTable::name))
        .filter(each -> !model.isPartitioned(each))
        .forEach(each -> out.work(model.table(each), WorkEffect.Kind.SCAN, likelihood));
  }

  private void lock(QualifiedName table, LockMode mode) {
    out.lock(model.table(table), mode);
  }
}
