package dev.ballast.effect;

import dev.ballast.effect.claim.Affected;
import dev.ballast.effect.claim.Effects;
import dev.ballast.effect.claim.Effects.Collector;
import dev.ballast.effect.claim.Likelihood;
import dev.ballast.effect.claim.WorkEffect;
import dev.ballast.effect.schema.KnownIndex;
import dev.ballast.effect.schema.KnownTable;
import dev.ballast.effect.schema.KnownView;
import dev.ballast.effect.schema.PartitionedKeys;
import dev.ballast.sql.LockMode;
import dev.ballast.sql.tree.MaintenanceStatement;
import dev.ballast.sql.tree.MaintenanceStatement.Analyze;
import dev.ballast.sql.tree.MaintenanceStatement.Checkpoint;
import dev.ballast.sql.tree.MaintenanceStatement.Cluster;
import dev.ballast.sql.tree.MaintenanceStatement.Vacuum;
import dev.ballast.sql.tree.ObjectKind;
import dev.ballast.sql.tree.ObjectName;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TableStatement.LockTable;
import dev.ballast.sql.tree.TableStatement.Truncate;
import dev.ballast.sql.tree.ViewStatement.RefreshMaterializedView;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/// VACUUM, ANALYZE, CLUSTER, TRUNCATE, LOCK, REFRESH and comments: `vacuum.c`, `cluster.c`,
/// `lockcmds.c`, `matview.c`, `comment.c` in `src/backend/commands`. For one statement.
final class MaintenanceEffects {
  private final EffectModel model;
  private final Collector out = new Collector();

  MaintenanceEffects(EffectModel model) {
    this.model = model;
  }

  Effects of(MaintenanceStatement statement) {
    switch (statement) {
      case Vacuum vacuum -> vacuum(vacuum);
      case Analyze analyze -> analyze(analyze.tables());
      case Cluster cluster -> cluster(cluster);
      case Checkpoint _ -> {}
    }
    return out.effects();
  }

  private void vacuum(Vacuum vacuum) {
    if (vacuum.tables().isEmpty()) {
      out.unknown("it takes the tables of the database one after another");
    }
    for (QualifiedName table : vacuum.tables()) {
      if (!vacuum.full()) {
        out.lock(model.relation(table), LockMode.SHARE_UPDATE_EXCLUSIVE);
        partitions(table)
            .forEach(each -> out.lock(model.table(each.name()), LockMode.SHARE_UPDATE_EXCLUSIVE));
      } else if (model.isPartitioned(table)) {
        out.lock(
            model.table(table),
            LockMode.ACCESS_EXCLUSIVE,
            Likelihood.possible("for as long as its catalogue entry is read"));
        partitions(table).stream()
            .filter(each -> !each.partitioned())
            .forEach(each -> compacted(each.name()));
      } else {
        compacted(table);
      }
    }
  }

  private List<KnownTable> partitions(QualifiedName table) {
    return model.isPartitioned(table) ? model.schema().allHeirs(table) : List.of();
  }

  /// VACUUM FULL: once it has the table nobody reaches its indexes, so their locks are not
  /// reported.
  private void compacted(QualifiedName relation) {
    out.lock(model.relation(relation), LockMode.ACCESS_EXCLUSIVE);
    out.work(model.relation(relation), WorkEffect.Kind.REWRITE);
    for (KnownIndex index : model.schema().indexesOf(relation)) {
      out.work(model.index(index.name()), WorkEffect.Kind.INDEX_BUILD);
    }
  }

  private void rewritten(QualifiedName relation) {
    out.lock(model.relation(relation), LockMode.ACCESS_EXCLUSIVE);
    out.work(model.relation(relation), WorkEffect.Kind.REWRITE);
    IndexEffects.rebuilt(model, relation, out);
  }

  private void analyze(List<QualifiedName> tables) {
    if (tables.isEmpty()) {
      out.unknown("it takes the tables of the database one after another");
    }
    for (QualifiedName table : tables) {
      out.lock(model.relation(table), LockMode.SHARE_UPDATE_EXCLUSIVE);
      for (KnownTable heir : model.schema().allHeirs(table)) {
        out.lock(
            model.table(heir.name()),
            heir.partitionOf().isPresent()
                ? LockMode.SHARE_UPDATE_EXCLUSIVE
                : LockMode.ACCESS_SHARE);
      }
    }
  }

  private void cluster(Cluster cluster) {
    if (cluster.table().isEmpty()) {
      out.unknown("it takes every table that was clustered before, one after another");
      return;
    }
    QualifiedName table = cluster.table().get();
    if (!model.isPartitioned(table)) {
      rewritten(table);
      return;
    }
    out.lock(model.table(table), LockMode.ACCESS_EXCLUSIVE);
    partitions(table).stream()
        .filter(each -> !each.partitioned())
        .forEach(each -> rewritten(each.name()));
  }

  Effects truncate(Truncate truncate) {
    SequencedSet<QualifiedName> emptied = new LinkedHashSet<>();
    Deque<QualifiedName> ahead = new ArrayDeque<>(truncate.tables());
    while (!ahead.isEmpty()) {
      QualifiedName table = ahead.pop();
      if (!emptied.add(table)) {
        continue;
      }
      model.schema().heirs(table).forEach(heir -> ahead.add(heir.name()));
      if (truncate.cascade()) {
        new PartitionedKeys(model.schema()).to(table).forEach(key -> ahead.add(key.of().name()));
      }
    }
    for (QualifiedName table : emptied) {
      out.lock(model.table(table), LockMode.ACCESS_EXCLUSIVE);
      if (!model.isPartitioned(table)) {
        out.work(model.table(table), WorkEffect.Kind.EMPTIED);
      }
      boolean whole = model.schema().table(table).map(KnownTable::whole).orElse(false);
      if (truncate.cascade() && !whole) {
        out.unknown("which tables have a foreign key to " + table + " is not known for sure");
      }
      if (truncate.restartIdentity()) {
        model
            .schema()
            .sequencesOf(table)
            .forEach(
                sequence ->
                    out.lock(
                        model.affected(sequence.name(), Affected.Kind.SEQUENCE),
                        LockMode.ACCESS_EXCLUSIVE));
      }
    }
    return out.effects();
  }

  Effects lock(LockTable lock) {
    for (QualifiedName relation : lock.tables()) {
      out.lock(model.relation(relation), lock.mode());
      model
          .schema()
          .allHeirs(relation)
          .forEach(heir -> out.lock(model.table(heir.name()), lock.mode()));
      // A view takes the tables below it along (LockViewRecurse).
      model
          .schema()
          .view(relation)
          .filter(view -> !view.materialized())
          .ifPresent(
              view -> below(view).forEach(each -> out.lock(model.relation(each), lock.mode())));
    }
    return out.effects();
  }

  Effects refresh(RefreshMaterializedView refresh) {
    Affected view = model.affected(refresh.name(), Affected.Kind.MATERIALIZED_VIEW);
    if (refresh.concurrently()) {
      out.lock(view, LockMode.EXCLUSIVE);
      out.work(view, WorkEffect.Kind.SCAN, Likelihood.possible("unless its plan uses an index"));
    } else {
      out.lock(view, LockMode.ACCESS_EXCLUSIVE);
      out.work(view, refresh.withData() ? WorkEffect.Kind.REWRITE : WorkEffect.Kind.EMPTIED);
      IndexEffects.rebuilt(model, refresh.name(), out);
    }
    Optional<KnownView> known = model.schema().view(refresh.name());
    if (known.isEmpty()) {
      out.unknown("which tables " + refresh.name() + " reads is not known");
    } else if (refresh.withData()) {
      read(model, known.get(), out);
    }
    return out.effects();
  }

  /// A view's query is run: the relations below it are read, at least in part.
  static void read(EffectModel model, KnownView view, Collector out) {
    for (QualifiedName relation : new MaintenanceEffects(model).below(view)) {
      out.lock(model.relation(relation), LockMode.ACCESS_SHARE);
      if (model.schema().view(relation).map(KnownView::materialized).orElse(true)) {
        out.work(
            model.relation(relation),
            WorkEffect.Kind.SCAN,
            Likelihood.possible("unless its plan uses an index"));
      }
    }
  }

  /// All that a view reads, through the views it is made of, and the partitions of what it reads.
  private SequencedSet<QualifiedName> below(KnownView view) {
    SequencedSet<QualifiedName> found = new LinkedHashSet<>();
    Deque<QualifiedName> ahead = new ArrayDeque<>(view.reads());
    while (!ahead.isEmpty()) {
      QualifiedName relation = ahead.pop();
      if (!found.add(relation)) {
        continue;
      }
      model.schema().heirs(relation).forEach(heir -> ahead.add(heir.name()));
      model
          .schema()
          .view(relation)
          .filter(inner -> !inner.materialized())
          .ifPresent(inner -> ahead.addAll(inner.reads()));
    }
    return found;
  }

  /// COMMENT and SECURITY LABEL: `get_object_address` in `src/backend/catalog/objectaddress.c`
  /// locks
  /// the relation itself against other changes, or only looks at the one that holds the object.
  Effects comment(ObjectKind kind, ObjectName object) {
    switch (kind) {
      case TABLE, FOREIGN_TABLE, VIEW, MATERIALIZED_VIEW, SEQUENCE ->
          out.lock(model.relation(object.name()), LockMode.SHARE_UPDATE_EXCLUSIVE);
      case INDEX -> out.lock(model.index(object.name()), LockMode.SHARE_UPDATE_EXCLUSIVE);
      case COLUMN ->
          object
              .relation()
              .ifPresent(table -> out.lock(model.relation(table), LockMode.SHARE_UPDATE_EXCLUSIVE));
      case CONSTRAINT, TRIGGER, POLICY, RULE ->
          object
              .relation()
              .ifPresent(table -> out.lock(model.relation(table), LockMode.ACCESS_SHARE));
      default -> {}
    }
    return out.effects();
  }
}
