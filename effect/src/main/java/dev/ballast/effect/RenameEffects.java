package dev.ballast.effect;

import dev.ballast.effect.claim.Affected;
import dev.ballast.effect.claim.Effects;
import dev.ballast.effect.claim.Effects.Collector;
import dev.ballast.effect.claim.Likelihood;
import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.effect.schema.KnownTable;
import dev.ballast.effect.schema.KnownType;
import dev.ballast.sql.LockMode;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.ObjectKind;
import dev.ballast.sql.tree.ObjectName;
import dev.ballast.sql.tree.ObjectStatement.ChangeOwner;
import dev.ballast.sql.tree.ObjectStatement.Rename;
import dev.ballast.sql.tree.ObjectStatement.SetSchema;
import dev.ballast.sql.tree.QualifiedName;
import java.util.List;

/// RENAME, SET SCHEMA and OWNER TO: `renameatt`, `rename_constraint_internal`, `RenameRelation` and
/// `AlterTableNamespace` in `src/backend/commands/tablecmds.c`, the rest in
/// `src/backend/commands/alter.c`. For one statement.
final class RenameEffects {
  /// From this major on, renaming a partitioned table's trigger renames those of its partitions.
  private static final int TRIGGERS_OF_PARTITIONS = 15;

  private final EffectModel model;
  private final KnownSchema schema;
  private final Collector out = new Collector();

  RenameEffects(EffectModel model) {
    this.model = model;
    this.schema = model.schema();
  }

  Effects of(Rename rename) {
    rename.relation().ifPresent(relation -> relation(rename, relation));
    if (rename.kind() == ObjectKind.TYPE) {
      rename.object().ifPresent(object -> composite(object.name()));
    }
    return out.effects().weakened(presence(rename));
  }

  /// `IF EXISTS` of what is not known takes its lock only where it is there.
  private Likelihood presence(Rename rename) {
    return rename
        .relation()
        .filter(name -> rename.ifExists() && !schema.hasRelation(name))
        .map(name -> Likelihood.possible("unless there is no " + name))
        .orElse(Likelihood.CERTAIN);
  }

  private void relation(Rename rename, QualifiedName relation) {
    switch (rename.kind()) {
      case INDEX -> out.lock(model.index(relation), LockMode.SHARE_UPDATE_EXCLUSIVE);
      case ATTRIBUTE -> exclusive(relation, Affected.Kind.OTHER);
      case COLUMN -> {
        exclusive(relation, kind(rename.relationKind()));
        heirs(schema.allHeirs(relation));
      }
      case CONSTRAINT -> constraint(relation, rename.oldName());
      case TRIGGER -> {
        exclusive(relation, kind(rename.relationKind()));
        if (model.major() >= TRIGGERS_OF_PARTITIONS) {
          heirs(
              schema.allHeirs(relation).stream()
                  .filter(heir -> heir.partitionOf().isPresent())
                  .toList());
        }
      }
      default -> exclusive(relation, kind(rename.relationKind()));
    }
  }

  private void constraint(QualifiedName table, String name) {
    exclusive(table, Affected.Kind.TABLE);
    schema.indexesOf(table).stream()
        .filter(index -> index.ofConstraint().filter(name::equals).isPresent())
        .forEach(index -> out.lock(model.index(index.name()), LockMode.SHARE_UPDATE_EXCLUSIVE));
    boolean check =
        schema
            .table(table)
            .flatMap(known -> known.constraint(name))
            .filter(known -> known.kind() == Constraint.Kind.CHECK)
            .isPresent();
    if (check) {
      heirs(schema.allHeirs(table));
    }
  }

  private void heirs(List<KnownTable> heirs) {
    heirs.forEach(heir -> exclusive(heir.name(), Affected.Kind.TABLE));
  }

  Effects of(SetSchema set) {
    ObjectName object = set.name();
    if (set.kind().isRelation()) {
      exclusive(object.name(), kind(set.kind()));
      schema
          .sequencesOf(object.name())
          .forEach(sequence -> exclusive(sequence.name(), Affected.Kind.SEQUENCE));
    } else if (set.kind() == ObjectKind.EXTENSION) {
      out.unknown("which relations belong to the extension " + object.name() + " is not known");
    }
    return out.effects();
  }

  Effects of(ChangeOwner change) {
    if (change.kind() == ObjectKind.TYPE) {
      composite(change.name().name());
    }
    return out.effects();
  }

  /// A composite type has a row of `pg_class`, which is locked; the tables that use it are not.
  private void composite(QualifiedName type) {
    if (schema.type(type).orElse(null) instanceof KnownType.OtherType) {
      exclusive(type, Affected.Kind.OTHER);
    } else if (schema.type(type).isEmpty()) {
      out.unknown("whether " + type + " is composite, and so has a relation to lock, is not known");
    }
  }

  private void exclusive(QualifiedName name, Affected.Kind kind) {
    out.lock(model.affected(name, kind), LockMode.ACCESS_EXCLUSIVE);
  }

  private static Affected.Kind kind(ObjectKind kind) {
    return switch (kind) {
      case VIEW -> Affected.Kind.VIEW;
      case MATERIALIZED_VIEW -> Affected.Kind.MATERIALIZED_VIEW;
      case SEQUENCE -> Affected.Kind.SEQUENCE;
      case INDEX -> Affected.Kind.INDEX;
      default -> Affected.Kind.TABLE;
    };
  }
}
