package dev.ballast.effect;

import dev.ballast.effect.claim.Affected;
import dev.ballast.effect.claim.Effects;
import dev.ballast.effect.claim.Effects.Collector;
import dev.ballast.effect.claim.WorkEffect;
import dev.ballast.effect.schema.KnownTable;
import dev.ballast.sql.LockMode;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.TableStatement.AlterTable;
import dev.ballast.sql.tree.TypeStatement.AlterDomain;

/// ALTER DOMAIN and ALTER TYPE of a composite, as `src/backend/commands/typecmds.c` does them. For
/// one statement.
final class TypeEffects {
  private final EffectModel model;
  private final Collector out = new Collector();

  TypeEffects(EffectModel model) {
    this.model = model;
  }

  /// A new rule of a domain is tested on every column of it, under SHARE
  /// (`get_rels_with_domain`); taking a rule away, a default and NOT VALID touch no table.
  Effects of(AlterDomain alter) {
    boolean tests =
        switch (alter.action()) {
          case SET_NOT_NULL, VALIDATE_CONSTRAINT -> true;
          case ADD_CONSTRAINT ->
              alter
                  .constraint()
                  .filter(each -> !each.notValid() && each.kind() != Constraint.Kind.NULL)
                  .isPresent();
          case SET_DEFAULT, DROP_DEFAULT, DROP_NOT_NULL, DROP_CONSTRAINT -> false;
        };
    if (tests) {
      for (KnownTable table : model.schema().tablesUsing(alter.name())) {
        if (!table.partitioned()) {
          out.lock(model.table(table.name()), LockMode.SHARE);
          out.work(model.table(table.name()), WorkEffect.Kind.SCAN);
        }
      }
      if (model.schema().type(alter.name()).isEmpty()) {
        out.unknown("which tables use the domain " + alter.name() + " is not known");
      }
    }
    return out.effects();
  }

  /// A composite type is a relation without rows; a column of that type is refused by most of its
  /// changes, and so its table is not rewritten.
  Effects of(AlterTable alter) {
    out.lock(model.affected(alter.name(), Affected.Kind.OTHER), LockMode.ACCESS_EXCLUSIVE);
    return out.effects();
  }
}
