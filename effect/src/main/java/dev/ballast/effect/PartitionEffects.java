package dev.ballast.effect;

import dev.ballast.effect.claim.Affected;
import dev.ballast.effect.claim.Effects;
import dev.ballast.effect.claim.Effects.Collector;
import dev.ballast.effect.claim.Likelihood;
import dev.ballast.effect.claim.WorkEffect;
import dev.ballast.effect.schema.KnownIndex;
import dev.ballast.effect.schema.KnownTable;
import dev.ballast.sql.LockMode;
import dev.ballast.sql.tree.ColumnDefinition;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.PartitionBound;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.Reference;
import dev.ballast.sql.tree.TableAction.AttachPartition;
import dev.ballast.sql.tree.TableAction.DetachPartition;
import dev.ballast.sql.tree.TableStatement.CreateTable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Partitions that are made, attached and detached: `DefineRelation`,
/// `ATExecAttachPartition` and `ATExecDetachPartition` in `src/backend/commands/tablecmds.c`. For
/// one statement.
final class PartitionEffects {
  private final EffectModel model;
  private final Collector out = new Collector();
  private final KeyLocks keys;

  PartitionEffects(EffectModel model) {
    this.model = model;
    this.keys = new KeyLocks(model, out);
  }

  /// `CREATE TABLE ... PARTITION OF`.
  Effects create(CreateTable create) {
    PartitionBound bound = create.partitionOf().orElseThrow().bound();
    QualifiedName parent = create.partitionOf().orElseThrow().parent();
    if (create.ifNotExists() && model.schema().table(create.name()).isPresent()) {
      // The parent is locked before the name is looked at.
      out.lock(model.table(parent), LockMode.ACCESS_EXCLUSIVE);
      return out.effects();
    }
    out.lock(model.table(parent), LockMode.ACCESS_EXCLUSIVE);
    out.lock(new Affected(create.name(), Affected.Kind.TABLE, true), LockMode.ACCESS_EXCLUSIVE);
    defaultPartition(parent, bound, create.name());
    Stream.concat(
            create.constraints().stream(),
            create.columns().stream().map(ColumnDefinition::constraints).flatMap(List::stream))
        .map(Constraint::reference)
        .flatMap(Optional::stream)
        .map(Reference::table)
        .forEach(keys::made);
    keys.partitionAdded(parent);
    return out.effects();
  }

  /// `ALTER TABLE parent ATTACH PARTITION child`.
  Effects attach(QualifiedName parent, AttachPartition attach) {
    QualifiedName child = attach.partition();
    Optional<KnownTable> known = model.schema().table(child);
    out.lock(model.table(parent), LockMode.SHARE_UPDATE_EXCLUSIVE);
    out.lock(model.table(child), LockMode.ACCESS_EXCLUSIVE);
    model
        .schema()
        .allHeirs(child)
        .forEach(heir -> out.lock(model.table(heir.name()), LockMode.ACCESS_EXCLUSIVE));
    attach
        .bound()
        .ifPresent(
            bound -> {
              read(child, proof(known, bound));
              defaultPartition(parent, bound, child);
            });
    model.schema().indexesOf(parent).forEach(index -> missing(index, child, known));
    keys.partitionAttached(parent, child);
    return out.effects();
  }

  /// Why the new partition's rows need not be read; empty where they must be.
  private static Optional<Likelihood> proof(Optional<KnownTable> child, PartitionBound bound) {
    if (child.isEmpty() || !child.get().whole()) {
      return Optional.of(
          Likelihood.possible("unless a validated CHECK implies the bounds of the partition"));
    }
    return BoundProof.of(child.get(), bound);
  }

  private void read(QualifiedName table, Optional<Likelihood> likelihood) {
    if (likelihood.isEmpty()) {
      return;
    }
    List<KnownTable> leaves =
        model.schema().allHeirs(table).stream().filter(heir -> !heir.partitioned()).toList();
    if (leaves.isEmpty()) {
      out.work(model.table(table), WorkEffect.Kind.SCAN, likelihood.get());
    }
    leaves.forEach(
        leaf -> out.work(model.table(leaf.name()), WorkEffect.Kind.SCAN, likelihood.get()));
  }

  /// The DEFAULT partition must hold no row of the new one: it is locked and read.
  private void defaultPartition(QualifiedName parent, PartitionBound bound, QualifiedName added) {
    Optional<KnownTable> rest = model.schema().defaultPartition(parent);
    if (bound instanceof PartitionBound.Default || bound instanceof PartitionBound.Hash) {
      return;
    }
    if (rest.isEmpty()) {
      if (!model.schema().table(parent).map(KnownTable::whole).orElse(false)) {
        out.unknown("whether " + parent + " has a DEFAULT partition is not known");
      }
      return;
    }
    QualifiedName name = rest.get().name();
    if (name.mayBe(added)) {
      return;
    }
    out.lock(model.table(name), LockMode.ACCESS_EXCLUSIVE);
    read(name, BoundProof.ofDefault(rest.get(), bound));
  }

  private void missing(KnownIndex wanted, QualifiedName child, Optional<KnownTable> known) {
    boolean there =
        model.schema().indexesOf(child).stream()
            .anyMatch(
                index ->
                    index.columns().equals(wanted.columns())
                        && index.method().equals(wanted.method())
                        && index.unique() == wanted.unique()
                        && index.partial() == wanted.partial());
    if (there) {
      return;
    }
    Likelihood likelihood =
        known.map(KnownTable::whole).orElse(false)
            ? Likelihood.CERTAIN
            : Likelihood.possible("unless " + child + " has an index like " + wanted.name());
    QualifiedName name = wanted.nameOn(child, model.schema());
    out.work(model.table(child), WorkEffect.Kind.SCAN, likelihood);
    out.work(
        new Affected(name, Affected.Kind.INDEX, true), WorkEffect.Kind.INDEX_BUILD, likelihood);
  }

  /// `ALTER TABLE parent DETACH PARTITION child`.
  Effects detach(QualifiedName parent, DetachPartition detach) {
    Affected child = model.table(detach.partition());
    Optional<KnownTable> rest = model.schema().defaultPartition(parent);
    if (detach.concurrently() || detach.complete()) {
      if (detach.concurrently() && rest.isPresent()) {
        // The server refuses it before it has done anything.
        return out.effects();
      }
      out.lock(model.table(parent), LockMode.SHARE_UPDATE_EXCLUSIVE);
      out.lock(child, LockMode.ACCESS_EXCLUSIVE, Likelihood.possible("once nobody uses it as one"));
      keys.partitionTaken(parent, detach.partition());
      out.waitsForOlderTransactions();
      return out.effects();
    }
    taken(parent, child);
    return out.effects();
  }

  /// The parent and the DEFAULT partition are locked too.
  private void taken(QualifiedName parent, Affected child) {
    out.lock(model.table(parent), LockMode.ACCESS_EXCLUSIVE);
    out.lock(child, LockMode.ACCESS_EXCLUSIVE);
    model
        .schema()
        .allHeirs(child.name())
        .forEach(heir -> out.lock(model.table(heir.name()), LockMode.ACCESS_EXCLUSIVE));
    model
        .schema()
        .defaultPartition(parent)
        .ifPresent(rest -> out.lock(model.table(rest.name()), LockMode.ACCESS_EXCLUSIVE));
    keys.partitionTaken(parent, child.name());
  }

  /// `ALTER TABLE child INHERIT parent`.
  Effects inherit(QualifiedName child, QualifiedName parent) {
    out.lock(model.table(child), LockMode.ACCESS_EXCLUSIVE);
    out.lock(model.table(parent), LockMode.SHARE_UPDATE_EXCLUSIVE);
    return out.effects();
  }

  /// `ALTER TABLE child NO INHERIT parent`.
  Effects noInherit(QualifiedName child, QualifiedName parent) {
    out.lock(model.table(child), LockMode.ACCESS_EXCLUSIVE);
    out.lock(model.table(parent), LockMode.ACCESS_SHARE);
    return out.effects();
  }
}
