package dev.ballast.effect.schema;

import dev.ballast.effect.derived.ChosenName;
import dev.ballast.effect.derived.FiguredName;
import dev.ballast.sql.tree.Demand;
import dev.ballast.sql.tree.Expression;
import dev.ballast.sql.tree.IndexKey;
import dev.ballast.sql.tree.IndexStatement.CreateIndex;
import dev.ballast.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// An index that has no name yet.
///
/// @param names what its own columns are called, from which a name for it is chosen
/// @param others the columns that it needs beside its keys
record IndexDraft(
    QualifiedName table,
    String method,
    List<String> columns,
    boolean unique,
    boolean partial,
    boolean plain,
    List<String> names,
    List<String> others) {

  static IndexDraft of(CreateIndex create) {
    CreateIndex.Shape shape = create.shape();
    return new IndexDraft(
        create.table(),
        shape.method(),
        columns(create.keys()),
        shape.unique(),
        shape.where().isPresent(),
        shape.includes().isEmpty() && create.keys().stream().allMatch(IndexDraft::isPlain),
        names(create.keys(), shape.includes()),
        others(create.keys(), shape.includes(), shape.where()));
  }

  /// The index of a key.
  ///
  /// @param columns those of the key, which may stand beside the column
  static IndexDraft of(QualifiedName table, Demand.Key key, List<String> columns) {
    List<String> includes = key.index().includes();
    return new IndexDraft(
        table,
        key.withoutOverlaps() ? "gist" : "btree",
        columns,
        true,
        false,
        includes.isEmpty() && !key.withoutOverlaps(),
        names(key, columns),
        List.copyOf(new TreeSet<>(includes)));
  }

  /// The index of an exclusion constraint.
  static IndexDraft of(QualifiedName table, Demand.Exclude exclude) {
    List<IndexKey> keys = exclude.exclusions().stream().map(Demand.Exclusion::key).toList();
    List<String> includes = exclude.index().includes();
    return new IndexDraft(
        table,
        exclude.method(),
        columns(keys),
        false,
        exclude.where().isPresent(),
        includes.isEmpty() && keys.stream().allMatch(IndexDraft::isPlain),
        names(keys, includes),
        others(keys, includes, exclude.where()));
  }

  /// What the columns of a key's index are called.
  static List<String> names(Demand.Key key, List<String> columns) {
    List<String> names = new ArrayList<>(columns);
    names.addAll(key.index().includes());
    return ChosenName.unequal(names);
  }

  /// What the columns of an exclusion constraint's index are called.
  static List<String> names(Demand.Exclude exclude) {
    return names(
        exclude.exclusions().stream().map(Demand.Exclusion::key).toList(),
        exclude.index().includes());
  }

  /// The copy that another table gets of an index.
  static IndexDraft copy(KnownIndex index, QualifiedName table) {
    return new IndexDraft(
        table,
        index.method(),
        index.columns(),
        index.unique(),
        index.partial(),
        index.plain(),
        index.names(),
        index.others());
  }

  KnownIndex index(QualifiedName name, Moment born) {
    return index(name, Optional.empty(), born);
  }

  KnownIndex index(QualifiedName name, Optional<String> constraint, Moment born) {
    return new KnownIndex(
        name, table, method, columns, unique, partial, plain, names, others, constraint, born);
  }

  private static List<String> columns(List<IndexKey> keys) {
    return keys.stream().map(key -> key.column().orElse("")).toList();
  }

  /// As `ChooseIndexColumnNames` in `src/backend/commands/indexcmds.c`.
  private static List<String> names(List<IndexKey> keys, List<String> included) {
    List<String> names = new ArrayList<>();
    for (IndexKey key : keys) {
      names.add(key.column().or(() -> key.expression().flatMap(FiguredName::of)).orElse("expr"));
    }
    names.addAll(included);
    return ChosenName.unequal(names);
  }

  private static List<String> others(
      List<IndexKey> keys, List<String> included, Optional<Expression> where) {
    TreeSet<String> others = new TreeSet<>(included);
    keys.forEach(key -> key.expression().map(Dependences::columns).ifPresent(others::addAll));
    where.map(Dependences::columns).ifPresent(others::addAll);
    return List.copyOf(others);
  }

  private static boolean isPlain(IndexKey key) {
    return key.column().isPresent()
        && key.collation().isEmpty()
        && key.operatorClass().isEmpty()
        && !key.descending()
        && key.nullsFirst().isEmpty();
  }
}
