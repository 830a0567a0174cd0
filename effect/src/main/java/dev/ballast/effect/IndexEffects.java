package dev.ballast.effect;

import dev.ballast.effect.claim.Affected;
import dev.ballast.effect.claim.Effects;
import dev.ballast.effect.claim.Effects.Collector;
import dev.ballast.effect.claim.Likelihood;
import dev.ballast.effect.claim.WorkEffect;
import dev.ballast.effect.schema.KnownIndex;
import dev.ballast.effect.schema.KnownTable;
import dev.ballast.sql.LockMode;
import dev.ballast.sql.tree.AlterAction;
import dev.ballast.sql.tree.ColumnAction;
import dev.ballast.sql.tree.ConstraintAction;
import dev.ballast.sql.tree.IndexStatement;
import dev.ballast.sql.tree.IndexStatement.AlterStatistics;
import dev.ballast.sql.tree.IndexStatement.CreateIndex;
import dev.ballast.sql.tree.IndexStatement.CreateStatistics;
import dev.ballast.sql.tree.IndexStatement.Reindex;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TableAction;
import dev.ballast.sql.tree.TableStatement.AlterTable;
import java.util.List;
import java.util.Optional;

/// Indexes that are built, built again, altered and dropped: `src/backend/commands/indexcmds.c` and
/// `RemoveRelations` in `tablecmds.c`. For one statement.
final class IndexEffects {
  private final EffectModel model;
  private final Collector out = new Collector();

  IndexEffects(EffectModel model) {
    this.model = model;
  }

  Effects of(IndexStatement statement) {
    switch (statement) {
      case CreateIndex create -> create(create);
      case Reindex reindex -> reindex(reindex);
      case CreateStatistics statistics ->
          statistics
              .from()
              .relations()
              .forEach(use -> out.lock(model.table(use.name()), LockMode.SHARE_UPDATE_EXCLUSIVE));
      case AlterStatistics _ -> {}
    }
    return out.effects();
  }

  private void create(CreateIndex create) {
    QualifiedName table = create.table();
    boolean partitioned = model.isPartitioned(table);
    if (create.concurrently() && partitioned) {
      // The server refuses it before it has done anything.
      return;
    }
    LockMode mode = create.concurrently() ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.SHARE;
    out.lock(model.relation(table), mode);
    QualifiedName name = nameOf(create);
    if (create.ifNotExists() && model.schema().index(name).isPresent()) {
      return;
    }
    if (create.concurrently()) {
      out.waitsForOlderTransactions();
    }
    create.keys().stream()
        .flatMap(key -> key.expression().stream())
        .forEach(key -> out.add(new DataEffects(model).of(key).weakened(Likelihood.PER_ROW)));
    Likelihood likelihood =
        create.ifNotExists()
            ? Likelihood.possible("unless an index " + name + " exists already")
            : Likelihood.CERTAIN;
    if (!partitioned) {
      out.work(model.relation(table), WorkEffect.Kind.SCAN, likelihood);
      out.work(fresh(name), WorkEffect.Kind.INDEX_BUILD, likelihood);
      return;
    }
    if (create.only()) {
      return;
    }
    for (KnownTable heir : model.schema().allHeirs(table)) {
      out.lock(model.table(heir.name()), mode, likelihood);
      if (!heir.partitioned()) {
        out.work(model.table(heir.name()), WorkEffect.Kind.SCAN, likelihood);
      }
    }
  }

  private QualifiedName nameOf(CreateIndex create) {
    return KnownIndex.nameOf(create, model.schema());
  }

  private static Affected fresh(QualifiedName index) {
    return new Affected(index, Affected.Kind.INDEX, true);
  }

  private void reindex(Reindex reindex) {
    switch (reindex.kind()) {
      case INDEX -> reindex.relation().ifPresent(name -> reindexOne(name, reindex.concurrently()));
      case TABLE -> reindex.relation().ifPresent(name -> reindexAll(name, reindex.concurrently()));
      case SCHEMA -> {
        for (KnownTable table : model.schema().tables()) {
          if (table.name().schema().orElse("public").equals(reindex.name().orElse(""))) {
            reindexAll(table.name(), reindex.concurrently());
          }
        }
        out.unknown("which other tables the schema holds is not known");
      }
      case DATABASE, SYSTEM -> out.unknown("it takes the tables of the database one after another");
    }
  }

  private void reindexOne(QualifiedName name, boolean concurrently) {
    Optional<KnownIndex> index = model.schema().index(name);
    if (index.filter(known -> model.isPartitioned(known.table())).isPresent()) {
      reindexPartitions(index.get(), concurrently);
      return;
    }
    if (index.isEmpty()) {
      out.unknown("which table the index " + name + " belongs to is not known");
    }
    if (concurrently) {
      out.waitsForOlderTransactions();
      out.lock(model.index(name), LockMode.SHARE_UPDATE_EXCLUSIVE);
    } else {
      out.lock(model.index(name), LockMode.ACCESS_EXCLUSIVE);
    }
    out.work(model.index(name), WorkEffect.Kind.INDEX_BUILD);
    index.ifPresent(known -> readTable(known.table(), concurrently));
  }

  /// Partition by partition, each in a transaction of its own; the parent is not kept locked.
  private void reindexPartitions(KnownIndex parent, boolean concurrently) {
    for (KnownTable heir : model.schema().allHeirs(parent.table())) {
      if (heir.partitioned()) {
        continue;
      }
      model.schema().indexesOf(heir.name()).stream()
          .filter(each -> each.columns().equals(parent.columns()))
          .filter(each -> each.unique() == parent.unique())
          .forEach(each -> reindexOne(each.name(), concurrently));
      readTable(heir.name(), concurrently);
    }
  }

  private void reindexAll(QualifiedName table, boolean concurrently) {
    List<KnownTable> heirs =
        model.isPartitioned(table) ? model.schema().allHeirs(table) : List.of();
    for (KnownTable heir : heirs) {
      if (!heir.partitioned()) {
        reindexAll(heir.name(), concurrently);
      }
    }
    if (!heirs.isEmpty()) {
      return;
    }
    List<KnownIndex> indexes = model.schema().indexesOf(table);
    if (concurrently) {
      out.waitsForOlderTransactions();
    }
    for (KnownIndex index : indexes) {
      out.lock(
          model.index(index.name()),
          concurrently ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE);
      out.work(model.index(index.name()), WorkEffect.Kind.INDEX_BUILD);
    }
    if (indexes.isEmpty()) {
      LockMode mode = concurrently ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.SHARE;
      out.lock(model.relation(table), mode);
      out.work(
          model.relation(table),
          WorkEffect.Kind.SCAN,
          Likelihood.possible("unless " + table + " has no index"));
    } else {
      readTable(table, concurrently);
    }
  }

  private void readTable(QualifiedName table, boolean concurrently) {
    out.lock(
        model.relation(table), concurrently ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.SHARE);
    out.work(model.relation(table), WorkEffect.Kind.SCAN);
  }

  /// `ALTER INDEX` with actions; RENAME is a statement of its own.
  Effects alter(AlterTable alter) {
    Affected index = model.index(alter.name());
    for (AlterAction action : alter.actions()) {
      switch (action) {
        case TableAction.AttachPartition attach -> {
          out.lock(index, LockMode.SHARE_UPDATE_EXCLUSIVE);
          out.lock(model.index(attach.partition()), LockMode.ACCESS_EXCLUSIVE);
          tableOf(alter.name()).ifPresent(table -> out.lock(table, LockMode.ACCESS_SHARE));
          tableOf(attach.partition()).ifPresent(table -> out.lock(table, LockMode.ACCESS_SHARE));
        }
        case TableAction.SetTablespace tablespace -> {
          out.lock(index, LockMode.ACCESS_EXCLUSIVE);
          out.work(
              index,
              WorkEffect.Kind.REWRITE,
              Likelihood.possible("unless it is in " + tablespace.tablespace() + " already"));
        }
        case ColumnAction _, ConstraintAction _, TableAction _, AlterAction.OtherAction _ ->
            out.lock(index, LockMode.SHARE_UPDATE_EXCLUSIVE);
      }
    }
    return out.effects();
  }

  private Optional<Affected> tableOf(QualifiedName index) {
    return model.schema().index(index).map(known -> model.relation(known.table()));
  }

  /// The indexes of a relation are built again under ACCESS EXCLUSIVE, as after a rewrite.
  static void rebuilt(EffectModel model, QualifiedName relation, Collector out) {
    for (KnownIndex index : model.schema().indexesOf(relation)) {
      out.lock(model.index(index.name()), LockMode.ACCESS_EXCLUSIVE);
      out.work(model.index(index.name()), WorkEffect.Kind.INDEX_BUILD);
    }
  }
}
