package dev.ballast.effect;

import dev.ballast.effect.claim.Affected;
import dev.ballast.effect.claim.Effects;
import dev.ballast.effect.claim.Effects.Collector;
import dev.ballast.effect.claim.Likelihood;
import dev.ballast.effect.claim.WorkEffect;
import dev.ballast.effect.schema.KnownTable;
import dev.ballast.sql.LockMode;
import dev.ballast.sql.tree.AlterAction;
import dev.ballast.sql.tree.ColumnDefinition;
import dev.ballast.sql.tree.CommonTable;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.DataStatement;
import dev.ballast.sql.tree.DataStatement.Copy;
import dev.ballast.sql.tree.DataStatement.Delete;
import dev.ballast.sql.tree.DataStatement.Insert;
import dev.ballast.sql.tree.DataStatement.Merge;
import dev.ballast.sql.tree.DataStatement.Select;
import dev.ballast.sql.tree.DataStatement.Update;
import dev.ballast.sql.tree.Expression;
import dev.ballast.sql.tree.Expression.FunctionCall;
import dev.ballast.sql.tree.FromClause;
import dev.ballast.sql.tree.IndexKey;
import dev.ballast.sql.tree.Locking;
import dev.ballast.sql.tree.MergeClause;
import dev.ballast.sql.tree.Node;
import dev.ballast.sql.tree.OnConflict;
import dev.ballast.sql.tree.PartitionBound;
import dev.ballast.sql.tree.PartitionBy;
import dev.ballast.sql.tree.PublishedTable;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.Query;
import dev.ballast.sql.tree.RelationUse;
import dev.ballast.sql.tree.RoutineParameter;
import dev.ballast.sql.tree.Statement;
import dev.ballast.sql.tree.TargetEntry;
import dev.ballast.sql.tree.Walk;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Statements that read and write rows, and the queries inside any other statement: the locks that
/// parse analysis and the planner take (`addRangeTableEntry` in `src/backend/parser`,
/// `get_relation_info` in `src/backend/optimizer/util/plancat.c`). For one statement.
///
/// A relation that a query names is locked whatever the query finds. Its partitions are locked when
/// the planner cannot rule them out, its indexes in the mode of their table.
final class DataEffects {
  private static final String UNLESS_INDEXED = "unless an index finds the rows";
  private static final String UNLESS_PRUNED = "unless the condition rules the partition out";
  /// The major from which the planner opens the indexes of partitioned tables.
  private static final int PLANS_PARENTS = 16;

  private static final Likelihood UNLESS_ELSEWHERE =
      Likelihood.possible("unless a trigger of the view stores the rows elsewhere");
  private static final String IF_ROUTED = "where a row belongs there";

  /// Views that read views are followed this far; PostgreSQL itself forbids a circle.
  private static final int VIEW_DEPTH = 16;

  private final EffectModel model;
  private final Collector out = new Collector();
  private final Set<Query> lockedByOuter = Collections.newSetFromMap(new IdentityHashMap<>());

  DataEffects(EffectModel model) {
    this.model = model;
  }

  /// A statement of data, or the parts of another statement that are queries.
  Effects of(Node statement) {
    for (Node node : Walk.of(statement).nodes()) {
      switch (node) {
        case Query query -> query(query);
        case DataStatement data -> data(data);
        case FunctionCall call ->
            out.add(new RoutineEffects(model).of(call, runsOnce(statement, call)));
        // The parts of these are nodes of the same walk.
        case Statement _, Expression _, AlterAction _, Constraint _, ColumnDefinition _ -> {}
        case FromClause _, RelationUse _, CommonTable _, TargetEntry _ -> {}
        case MergeClause _, OnConflict _, IndexKey _, RoutineParameter _ -> {}
        case PartitionBound _, PartitionBy _, PublishedTable _ -> {}
      }
    }
    return out.effects();
  }

  private void data(DataStatement statement) {
    switch (statement) {
      case Select _ -> {}
      case Insert insert -> insert(insert);
      case Update update -> update(update);
      case Delete delete -> delete(delete);
      case Merge merge -> merge(merge);
      case Copy copy -> copy(copy);
    }
  }

  /// A call in the select list of a query without FROM and WHERE is made exactly once.
  private static boolean runsOnce(Node top, FunctionCall call) {
    return top instanceof Select(Query query)
        && query.from().equals(FromClause.NONE)
        && query.where().isEmpty()
        && query.targets().stream().anyMatch(target -> target.value().equals(call));
  }

  private void query(Query query) {
    query
        .into()
        .ifPresent(
            into ->
                out.lock(new Affected(into, Affected.Kind.TABLE, true), LockMode.ACCESS_EXCLUSIVE));
    boolean all =
        lockedByOuter.contains(query) || query.locks().stream().anyMatch(DataEffects::locksAll);
    if (all) {
      lockedByOuter.addAll(query.from().queries());
    }
    Set<String> locked = new HashSet<>();
    query.locks().forEach(lock -> locked.addAll(lock.of()));
    boolean filtered = query.where().isPresent() || query.limited();
    for (RelationUse use : query.relations()) {
      boolean rowLock = all || locked.contains(use.alias().orElse(use.name().name()));
      read(use, rowLock ? LockMode.ROW_SHARE : LockMode.ACCESS_SHARE, filtered);
    }
  }

  private static boolean locksAll(Locking locking) {
    return locking.of().isEmpty();
  }

  private void read(RelationUse use, LockMode mode, boolean filtered) {
    read(use.name(), mode, !use.only(), filtered, VIEW_DEPTH);
  }

  private void read(
      QualifiedName name, LockMode mode, boolean heirs, boolean filtered, int viewDepth) {
    if (isSystem(name)) {
      return;
    }
    var view = model.schema().view(name);
    if (view.isPresent() && !view.get().materialized()) {
      out.lock(model.affected(name, Affected.Kind.VIEW), mode);
      if (viewDepth > 0) {
        view.get().reads().forEach(each -> read(each, mode, true, true, viewDepth - 1));
      }
      return;
    }
    Affected relation =
        model.affected(
            name, view.isPresent() ? Affected.Kind.MATERIALIZED_VIEW : Affected.Kind.TABLE);
    planned(relation, mode, Likelihood.CERTAIN);
    scanned(relation, Likelihood.possible(UNLESS_INDEXED));
    if (heirs) {
      for (KnownTable heir : model.schema().allHeirs(name)) {
        Affected below = model.table(heir.name());
        planned(below, mode, filtered ? Likelihood.possible(UNLESS_PRUNED) : Likelihood.CERTAIN);
        scanned(below, Likelihood.possible(UNLESS_INDEXED));
      }
    }
  }

  /// Catalogues, which every statement reads; no migration waits for them.
  private static boolean isSystem(QualifiedName name) {
    return name.schema()
        .map(schema -> schema.equals("pg_catalog") || schema.equals("information_schema"))
        .orElse(name.name().startsWith("pg_"));
  }

  /// The relation and its indexes, which the planner opens to cost them.
  private void planned(Affected relation, LockMode mode, Likelihood likelihood) {
    out.lock(relation, mode, likelihood);
    if (model.major() >= PLANS_PARENTS || !model.isPartitioned(relation.name())) {
      model
          .schema()
          .indexesOf(relation.name())
          .forEach(index -> out.lock(model.index(index.name()), mode, likelihood));
    }
  }

  /// A partitioned table has no rows of its own to read.
  private void scanned(Affected relation, Likelihood likelihood) {
    if (!model.schema().table(relation.name()).map(KnownTable::partitioned).orElse(false)) {
      out.work(relation, WorkEffect.Kind.SCAN, likelihood);
    }
  }

  private void insert(Insert insert) {
    stored(insert.table());
  }

  /// New rows: their table, the partitions they may go to, the tables their keys point at.
  private void stored(QualifiedName table) {
    written(table, Likelihood.possible("where a row is stored"));
    for (KnownTable heir : model.schema().allHeirs(table)) {
      if (heir.partitionOf().isPresent()) {
        Affected below = model.table(heir.name());
        out.lock(below, LockMode.ROW_EXCLUSIVE, Likelihood.possible(IF_ROUTED));
        indexes(below, Likelihood.possible(IF_ROUTED));
      }
    }
    for (var sequence : model.schema().sequencesOf(table)) {
      out.lock(
          model.affected(sequence.name(), Affected.Kind.SEQUENCE),
          LockMode.ROW_EXCLUSIVE,
          Likelihood.possible("unless every row brings its own number"));
    }
    for (WrittenTable each : behind(table, List.of())) {
      new KeyEffects(model, out).pointingFrom(each.table());
      triggers(each);
    }
  }

  /// What a name stands for, with the tables behind a view.
  private List<WrittenTable> behind(QualifiedName name, List<String> columns) {
    return WrittenTable.of(model.schema(), name, columns);
  }

  private void written(QualifiedName table, Likelihood indexes) {
    if (isSystem(table) && model.schema().table(table).isEmpty()) {
      return;
    }
    boolean view = model.schema().view(table).filter(known -> !known.materialized()).isPresent();
    boolean planned = model.major() >= PLANS_PARENTS || !model.isPartitioned(table);
    Affected target = model.affected(table, view ? Affected.Kind.VIEW : Affected.Kind.TABLE);
    out.lock(target, LockMode.ROW_EXCLUSIVE);
    indexes(target, planned ? indexes : Likelihood.possible("where the planner looks at it"));
    if (view) {
      behind(table, List.of()).forEach(each -> behindView(each.table()));
    }
  }

  private void behindView(QualifiedName table) {
    Stream.concat(Stream.of(table), model.schema().allHeirs(table).stream().map(KnownTable::name))
        .forEach(
            each -> {
              Affected stored = model.relation(each);
              out.lock(stored, LockMode.ROW_EXCLUSIVE, UNLESS_ELSEWHERE);
              indexes(stored, UNLESS_ELSEWHERE);
              scanned(stored, Likelihood.possible(UNLESS_INDEXED));
            });
  }

  private void indexes(Affected table, Likelihood likelihood) {
    model
        .schema()
        .indexesOf(table.name())
        .forEach(index -> out.lock(model.index(index.name()), LockMode.ROW_EXCLUSIVE, likelihood));
  }

  private void update(Update update) {
    boolean all = update.where().isEmpty() && update.from().relations().isEmpty();
    changed(update.target(), all && update.from().queries().isEmpty(), update.where().isEmpty());
    update.from().relations().forEach(use -> read(use, LockMode.ACCESS_SHARE, !all));
    List<String> columns = columns(update.assignments());
    for (WrittenTable each : behind(update.table(), columns)) {
      KeyEffects keys = new KeyEffects(model, out);
      if (each.columns().isPresent()) {
        keys.pointingFrom(each.table(), each.columns().get());
        keys.pointingAt(each.table(), each.columns().get());
      } else {
        keys.pointingFrom(each.table());
        keys.pointingAt(each.table());
      }
      triggers(each);
    }
  }

  private void delete(Delete delete) {
    boolean all = delete.where().isEmpty() && delete.using().relations().isEmpty();
    changed(delete.target(), all && delete.using().queries().isEmpty(), delete.where().isEmpty());
    delete.using().relations().forEach(use -> read(use, LockMode.ACCESS_SHARE, !all));
    for (WrittenTable each : behind(delete.table(), List.of())) {
      new KeyEffects(model, out).pointingAtDeleted(each.table());
      triggers(each);
    }
  }

  private void merge(Merge merge) {
    changed(merge.target(), false, false);
    merge.source().relations().forEach(use -> read(use, LockMode.ACCESS_SHARE, true));
    for (WrittenTable each : behind(merge.table(), List.of())) {
      KeyEffects keys = new KeyEffects(model, out);
      keys.pointingFrom(each.table());
      keys.pointingAt(each.table());
      keys.pointingAtDeleted(each.table());
      triggers(each);
    }
  }

  /// Rows that are found, then changed or deleted.
  ///
  /// @param whole nothing keeps the statement from every row, so no index is of use
  /// @param unfiltered no partition can be ruled out
  private void changed(RelationUse target, boolean whole, boolean unfiltered) {
    QualifiedName table = target.name();
    written(table, Likelihood.CERTAIN);
    Likelihood scan = whole ? Likelihood.CERTAIN : Likelihood.possible(UNLESS_INDEXED);
    if (model.schema().view(table).isEmpty()) {
      scanned(model.table(table), scan);
    }
    if (target.only()) {
      return;
    }
    for (KnownTable heir : model.schema().allHeirs(table)) {
      Likelihood locked = unfiltered ? Likelihood.CERTAIN : Likelihood.possible(UNLESS_PRUNED);
      planned(model.table(heir.name()), LockMode.ROW_EXCLUSIVE, locked);
      scanned(model.table(heir.name()), scan);
    }
  }

  private void copy(Copy copy) {
    copy.relation()
        .ifPresent(
            relation -> {
              if (copy.from()) {
                stored(relation);
              } else {
                out.lock(model.table(relation), LockMode.ACCESS_SHARE);
                scanned(model.table(relation), Likelihood.CERTAIN);
              }
            });
  }

  /// What a trigger does is not followed, and that is said.
  private void triggers(WrittenTable written) {
    QualifiedName table = written.table();
    model
        .schema()
        .table(table)
        .filter(known -> !known.triggers().isEmpty())
        .ifPresent(
            known ->
                out.unknown(
                    "what the triggers of "
                        + table
                        + " do is not followed: "
                        + String.join(", ", known.triggers())));
  }

  /// The columns that a list of assignments sets.
  private static List<String> columns(List<TargetEntry> assignments) {
    return assignments.stream().flatMap(each -> each.name().stream()).toList();
  }
}
