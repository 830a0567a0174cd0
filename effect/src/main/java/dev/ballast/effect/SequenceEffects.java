package dev.ballast.effect;

import dev.ballast.effect.claim.Affected;
import dev.ballast.effect.claim.Effects;
import dev.ballast.effect.claim.Effects.Collector;
import dev.ballast.sql.LockMode;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.SequenceStatement.AlterSequence;
import java.util.List;

/// ALTER SEQUENCE with sequence options (`AlterSequence` in `src/backend/commands/sequence.c`).
final class SequenceEffects {
  private SequenceEffects() {}

  /// `nextval` waits for SHARE ROW EXCLUSIVE, as it takes ROW EXCLUSIVE itself.
  static Effects of(AlterSequence alter, EffectModel model) {
    Collector out = new Collector();
    out.lock(model.affected(alter.name(), Affected.Kind.SEQUENCE), LockMode.SHARE_ROW_EXCLUSIVE);
    List<String> owner = alter.options().ownedBy();
    if (owner.size() >= 2) {
      String table = owner.get(owner.size() - 2);
      out.lock(
          model.table(
              owner.size() == 2
                  ? QualifiedName.of(table)
                  : QualifiedName.of(owner.get(owner.size() - 3), table)),
          LockMode.ACCESS_SHARE);
    }
    return out.effects();
  }
}
