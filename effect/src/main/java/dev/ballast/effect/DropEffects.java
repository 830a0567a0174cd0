package dev.ballast.effect;

import dev.ballast.effect.claim.Affected;
import dev.ballast.effect.claim.Effects;
import dev.ballast.effect.claim.Effects.Collector;
import dev.ballast.effect.claim.Likelihood;
import dev.ballast.effect.schema.KeyTargets;
import dev.ballast.effect.schema.KnownIndex;
import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.effect.schema.KnownTable;
import dev.ballast.effect.schema.KnownTrigger;
import dev.ballast.effect.schema.KnownType;
import dev.ballast.effect.schema.KnownView;
import dev.ballast.sql.LockMode;
import dev.ballast.sql.tree.ObjectKind;
import dev.ballast.sql.tree.ObjectName;
import dev.ballast.sql.tree.ObjectStatement.Drop;
import dev.ballast.sql.tree.QualifiedName;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// DROP, as `RemoveObjects` in `src/backend/commands/dropcmds.c` and `performMultipleDeletions` in
/// `src/backend/catalog/dependency.c` do it. For one statement.
///
/// A foreign key is two constraints and triggers on both tables, so whatever drops it locks both.
final class DropEffects {
  private final EffectModel model;
  private final KnownSchema schema;
  private final Collector out = new Collector();
  private final KeyLocks keys;
  private final Set<QualifiedName> gone = new HashSet<>();

  DropEffects(EffectModel model) {
    this.model = model;
    this.schema = model.schema();
    this.keys = new KeyLocks(model, out);
  }

  Effects of(Drop drop) {
    for (ObjectName object : drop.objects()) {
      object(drop, object);
    }
    return out.effects();
  }

  private void object(Drop drop, ObjectName object) {
    QualifiedName name = object.name();
    boolean cascade = drop.cascade();
    switch (drop.kind()) {
      case TABLE, FOREIGN_TABLE, VIEW, MATERIALIZED_VIEW -> relation(drop, name);
      case INDEX -> index(name, drop);
      case SEQUENCE -> sequence(name, cascade);
      case TYPE, DOMAIN -> type(name, cascade);
      case FUNCTION, PROCEDURE, ROUTINE, AGGREGATE -> routine(name, cascade);
      case TRIGGER, POLICY, RULE -> guard(drop, object);
      case SCHEMA -> inSchema(name.name(), cascade);
      case STATISTICS ->
          out.unknown(
              "the table of the statistics is not known; it is locked SHARE UPDATE EXCLUSIVE");
      default -> {
        if (cascade) {
          out.unknown("what CASCADE reaches from this " + drop.kind().sql() + " is not known");
        }
      }
    }
  }

  private void relation(Drop drop, QualifiedName name) {
    boolean view = drop.kind() == ObjectKind.VIEW || drop.kind() == ObjectKind.MATERIALIZED_VIEW;
    boolean known = view ? schema.view(name).isPresent() : schema.table(name).isPresent();
    if (drop.ifExists() && !known) {
      Affected affected = view ? model.affected(name, affected(drop.kind())) : model.table(name);
      out.lock(
          affected,
          LockMode.ACCESS_EXCLUSIVE,
          Likelihood.possible(
              "unless there is no " + drop.kind().sql().toLowerCase(Locale.ROOT) + " " + name));
      if (!view) {
        out.unknown("whether there is a table " + name + ", and which it references, is not known");
      }
      return;
    }
    if (view) {
      view(name, affected(drop.kind()), drop.cascade());
    } else {
      table(name, drop.cascade());
    }
  }

  private static Affected.Kind affected(ObjectKind view) {
    return view == ObjectKind.VIEW ? Affected.Kind.VIEW : Affected.Kind.MATERIALIZED_VIEW;
  }

  private void table(QualifiedName name, boolean cascade) {
    if (!gone.add(KnownSchema.key(name))) {
      return;
    }
    out.lock(model.table(name), LockMode.ACCESS_EXCLUSIVE);
    indexes(name);
    schema.sequences().stream()
        .filter(sequence -> sequence.table().filter(name::mayBe).isPresent())
        .forEach(
            sequence ->
                out.lock(
                    model.affected(sequence.name(), Affected.Kind.SEQUENCE),
                    LockMode.ACCESS_EXCLUSIVE));
    Optional<KnownTable> known = schema.table(name);
    if (known.filter(KnownTable::whole).isEmpty()) {
      out.unknown("which tables " + name + " references is not known; each of them is locked");
    }
    known.ifPresent(this::parents);
    schema.heirs(name).stream()
        .filter(heir -> cascade || heir.partitionOf().isPresent())
        .forEach(heir -> table(heir.name(), cascade));
    if (cascade) {
      keys.droppedWith(name);
      views(name);
    }
  }

  /// What else is locked because the table depends on it.
  private void parents(KnownTable table) {
    table.constraints().stream()
        .flatMap(constraint -> constraint.references().stream())
        .forEach(keys::dropped);
    table
        .partitionOf()
        .ifPresent(
            parent -> {
              exclusive(parent);
              schema.defaultPartition(parent).ifPresent(other -> exclusive(other.name()));
            });
  }

  private void indexes(QualifiedName table) {
    for (KnownIndex index : schema.indexesOf(table)) {
      out.lock(model.index(index.name()), LockMode.ACCESS_EXCLUSIVE);
    }
  }

  private void exclusive(QualifiedName table) {
    out.lock(model.table(table), LockMode.ACCESS_EXCLUSIVE);
  }

  private void view(QualifiedName name, Affected.Kind kind, boolean cascade) {
    if (gone.add(KnownSchema.key(name))) {
      out.lock(model.affected(name, kind), LockMode.ACCESS_EXCLUSIVE);
      if (kind == Affected.Kind.MATERIALIZED_VIEW) {
        indexes(name);
      }
      if (cascade) {
        views(name);
      }
    }
  }

  private void views(QualifiedName read) {
    for (KnownView view : schema.viewsReading(read)) {
      view(
          view.name(),
          view.materialized() ? Affected.Kind.MATERIALIZED_VIEW : Affected.Kind.VIEW,
          true);
    }
  }

  private void index(QualifiedName name, Drop drop) {
    boolean concurrently = drop.concurrently();
    LockMode mode = concurrently ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE;
    if (drop.ifExists() && schema.index(name).isEmpty()) {
      out.lock(model.index(name), mode, Likelihood.possible("unless there is no index " + name))
          .unknown("whether there is an index " + name + " is not known");
      return;
    }
    out.lock(model.index(name), mode);
    if (concurrently) {
      out.waitsForOlderTransactions();
    }
    Optional<QualifiedName> table = schema.index(name).map(KnownIndex::table);
    if (table.isEmpty()) {
      out.unknown("the table of " + name + " is not known; it is locked " + mode.sql() + " too");
      return;
    }
    out.lock(model.table(table.get()), mode);
    if (drop.cascade()) {
      foreignKeys(name);
    }
    for (KnownTable heir : schema.allHeirs(table.get())) {
      if (schema.table(table.get()).filter(KnownTable::partitioned).isPresent()) {
        out.lock(model.table(heir.name()), mode);
        out.unknown("the name of the index of " + heir.name() + " that goes too is not known");
      }
    }
  }

  private void foreignKeys(QualifiedName index) {
    List<KnownTable> pointing = KeyTargets.pointingAt(schema, index);
    if (!pointing.isEmpty() && KeyTargets.isAmbiguous(schema, index)) {
      out.unknown("which foreign keys depend on " + index + " is not known; CASCADE drops them");
    } else {
      pointing.forEach(other -> exclusive(other.name()));
    }
  }

  private void sequence(QualifiedName name, boolean cascade) {
    out.lock(model.affected(name, Affected.Kind.SEQUENCE), LockMode.ACCESS_EXCLUSIVE);
    if (cascade) {
      schema.tablesFedBy(name).forEach(table -> exclusive(table.name()));
    }
  }

  private void type(QualifiedName name, boolean cascade) {
    Optional<KnownType> known = schema.type(name);
    if (known.orElse(null) instanceof KnownType.OtherType) {
      out.lock(model.affected(name, Affected.Kind.OTHER), LockMode.ACCESS_EXCLUSIVE);
    } else if (known.isEmpty()) {
      out.unknown("whether " + name + " is composite, and so has a relation to lock, is not known");
    }
    if (cascade) {
      for (KnownTable table : schema.tablesUsing(name)) {
        exclusive(table.name());
        List<String> columns =
            table.columns().stream()
                .filter(column -> column.type().name().mayBe(name))
                .map(column -> column.name())
                .toList();
        schema.indexesOf(table.name()).stream()
            .filter(index -> index.columns().stream().anyMatch(columns::contains))
            .forEach(index -> out.lock(model.index(index.name()), LockMode.ACCESS_EXCLUSIVE));
        schema.viewsReading(table.name()).stream()
            .filter(view -> columns.stream().anyMatch(each -> view.readsColumn(table.name(), each)))
            .forEach(view -> view(view.name(), Affected.Kind.VIEW, true));
      }
    }
  }

  private void routine(QualifiedName name, boolean cascade) {
    if (!cascade) {
      return;
    }
    for (KnownTrigger trigger : schema.triggersCalling(name)) {
      exclusive(trigger.table());
    }
    schema.tablesCalling(name).forEach(table -> exclusive(table.name()));
    out.unknown("which indexes and views call " + name + " is not known; CASCADE drops them");
  }

  private void guard(Drop drop, ObjectName object) {
    QualifiedName table = object.relation().orElse(object.name());
    if (drop.ifExists() && !isKnown(drop.kind(), table, object.name().name())) {
      out.lock(
          model.table(table),
          LockMode.ACCESS_EXCLUSIVE,
          Likelihood.possible(
              "unless there is no %s %s"
                  .formatted(drop.kind().sql().toLowerCase(Locale.ROOT), object.name())));
      return;
    }
    exclusive(table);
    if (drop.kind() == ObjectKind.TRIGGER) {
      schema.allHeirs(table).stream()
          .filter(heir -> heir.partitionOf().isPresent())
          .forEach(heir -> exclusive(heir.name()));
    }
  }

  /// Policies and rules are not followed, so none is known.
  private boolean isKnown(ObjectKind kind, QualifiedName table, String name) {
    return kind == ObjectKind.TRIGGER && schema.hasTrigger(table, name);
  }

  private void inSchema(String name, boolean cascade) {
    if (!cascade) {
      return;
    }
    schema.tables().stream()
        .filter(table -> isIn(table.name(), name))
        .forEach(table -> table(table.name(), true));
    schema.views().stream()
        .filter(view -> isIn(view.name(), name))
        .forEach(
            view ->
                view(
                    view.name(),
                    view.materialized() ? Affected.Kind.MATERIALIZED_VIEW : Affected.Kind.VIEW,
                    true));
    schema.sequences().stream()
        .filter(sequence -> isIn(sequence.name(), name))
        .forEach(sequence -> sequence(sequence.name(), true));
    out.unknown("what else is in the schema " + name + " is not known; all of it is locked");
  }

  private static boolean isIn(QualifiedName name, String schema) {
    return KnownSchema.key(name).schema().filter(schema::equals).isPresent();
  }
}
