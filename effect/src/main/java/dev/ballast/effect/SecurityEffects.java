package dev.ballast.effect;

import dev.ballast.effect.claim.Effects;
import dev.ballast.effect.claim.Effects.Collector;
import dev.ballast.effect.schema.KnownPublication;
import dev.ballast.effect.schema.KnownTable;
import dev.ballast.sql.LockMode;
import dev.ballast.sql.tree.ObjectKind;
import dev.ballast.sql.tree.ObjectName;
import dev.ballast.sql.tree.ObjectStatement.AlterExtension;
import dev.ballast.sql.tree.PublishedTable;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.RelationUse;
import dev.ballast.sql.tree.ReplicationStatement.AlterPublication;
import dev.ballast.sql.tree.ReplicationStatement.CreatePublication;
import dev.ballast.sql.tree.RoleStatement.Grant;
import java.util.List;

/// Privileges, publications and extensions: hardly a lock, and no row is read. For one statement.
final class SecurityEffects {
  /// From this major on GRANT keeps a lock on the relation (`objectNamesToOids` in
  /// `src/backend/catalog/aclchk.c`).
  private static final int GRANT_LOCKS = 18;

  private final EffectModel model;
  private final Collector out = new Collector();

  SecurityEffects(EffectModel model) {
    this.model = model;
  }

  Effects of(Grant grant) {
    if (model.major() >= GRANT_LOCKS && grant.kind().isRelation() && !grant.allInSchema()) {
      for (ObjectName object : grant.objects()) {
        out.lock(model.table(object.name()), LockMode.ACCESS_SHARE);
      }
    }
    return out.effects();
  }

  Effects of(CreatePublication create) {
    published(create.tables());
    return out.effects();
  }

  Effects of(AlterPublication alter) {
    published(alter.tables());
    if (alter.action() == AlterPublication.Action.SET) {
      model.schema().publications().stream()
          .filter(known -> known.name().equals(alter.name()))
          .map(KnownPublication::tables)
          .flatMap(List::stream)
          .forEach(this::publish);
    }
    return out.effects();
  }

  private void published(List<PublishedTable> tables) {
    for (PublishedTable published : tables) {
      RelationUse use = published.table();
      publish(use.name());
      if (!use.only()) {
        model.schema().allHeirs(use.name()).stream()
            .filter(heir -> heir.partitionOf().isEmpty())
            .map(KnownTable::name)
            .forEach(this::publish);
      }
    }
  }

  private void publish(QualifiedName table) {
    out.lock(model.table(table), LockMode.SHARE_UPDATE_EXCLUSIVE);
  }

  Effects of(AlterExtension alter) {
    switch (alter.change()) {
      case UPDATE ->
          out.unknown(
              "what the update script of the extension " + alter.name() + " does is not known");
      case ADD, DROP -> member(alter);
    }
    return out.effects();
  }

  private void member(AlterExtension alter) {
    ObjectKind kind = alter.kind();
    if (kind.isRelation()) {
      alter
          .object()
          .ifPresent(
              object -> out.lock(model.table(object.name()), LockMode.SHARE_UPDATE_EXCLUSIVE));
    }
  }
}
