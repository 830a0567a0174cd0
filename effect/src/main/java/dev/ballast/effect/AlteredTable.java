package dev.ballast.effect;

import dev.ballast.effect.claim.Affected;
import dev.ballast.effect.claim.Effects.Collector;
import dev.ballast.effect.claim.Likelihood;
import dev.ballast.effect.claim.WorkEffect;
import dev.ballast.effect.schema.KnownColumn;
import dev.ballast.effect.schema.KnownIndex;
import dev.ballast.effect.schema.KnownTable;
import dev.ballast.sql.LockMode;
import dev.ballast.sql.tree.Expression;
import dev.ballast.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The table that an ALTER TABLE changes, with the partitions and heirs below it, and what is
/// gathered of the effects. For one statement.
final class AlteredTable {
  private final EffectModel model;
  private final QualifiedName name;
  private final Optional<KnownTable> known;
  private final List<KnownTable> heirs;
  private final Collector out;

  /// @param only the statement says ONLY, so nothing below is touched
  AlteredTable(EffectModel model, QualifiedName name, boolean only, Collector out) {
    this.model = model;
    this.name = name;
    this.known = model.schema().table(name);
    this.heirs = only ? List.of() : model.schema().allHeirs(name);
    this.out = out;
  }

  QualifiedName name() {
    return name;
  }

  EffectModel model() {
    return model;
  }

  Collector out() {
    return out;
  }

  Optional<KnownTable> known() {
    return known;
  }

  /// Whether every column and constraint it has is known.
  boolean isWhole() {
    return known.map(KnownTable::whole).orElse(false);
  }

  boolean isPartitioned() {
    return known.map(KnownTable::partitioned).orElse(false);
  }

  Optional<KnownColumn> column(String column) {
    return known.flatMap(table -> table.column(column));
  }

  /// Locks the table alone.
  void lock(LockMode mode) {
    out.lock(model.table(name), mode);
  }

  /// Locks the table and all below it.
  void lockAll(LockMode mode) {
    lock(mode);
    heirs.forEach(heir -> out.lock(model.table(heir.name()), mode));
  }

  /// Locks all below the table.
  void lockHeirs(LockMode mode, Likelihood likelihood) {
    heirs.forEach(heir -> out.lock(model.table(heir.name()), mode, likelihood));
  }

  void work(WorkEffect.Kind kind) {
    work(kind, Likelihood.CERTAIN);
  }

  /// Work on every table among them that has rows of its own; a partitioned one has none.
  void work(WorkEffect.Kind kind, Likelihood likelihood) {
    for (QualifiedName each : stored()) {
      out.work(model.table(each), kind, likelihood);
    }
  }

  /// The tables with rows of their own.
  List<QualifiedName> stored() {
    List<QualifiedName> stored = new ArrayList<>();
    if (!isPartitioned()) {
      stored.add(name);
    }
    heirs.stream().filter(heir -> !heir.partitioned()).forEach(heir -> stored.add(heir.name()));
    return stored;
  }

  /// Functions of the database in an expression that is evaluated for rows.
  void evaluate(Expression expression) {
    out.add(new DataEffects(model).of(expression).weakened(Likelihood.PER_ROW));
  }

  /// A new index on the table and all below it: each is read whole.
  void build(String index) {
    work(WorkEffect.Kind.SCAN);
    for (QualifiedName each : stored()) {
      String own = each.equals(name) ? index : each.name() + index.substring(indexStart(index));
      out.work(
          new Affected(new QualifiedName(each.schema(), own), Affected.Kind.INDEX, true),
          WorkEffect.Kind.INDEX_BUILD);
    }
  }

  private int indexStart(String index) {
    return index.startsWith(name.name()) ? name.name().length() : 0;
  }

  /// The indexes on these tables that hold the column.
  List<KnownIndex> indexesOn(String column) {
    List<KnownIndex> indexes = new ArrayList<>();
    for (QualifiedName each : stored()) {
      model.schema().indexesOf(each).stream()
          .filter(index -> index.columns().contains(column) || index.others().contains(column))
          .forEach(indexes::add);
    }
    return indexes;
  }
}
