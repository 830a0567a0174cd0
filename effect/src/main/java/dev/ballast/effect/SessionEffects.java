package dev.ballast.effect;

import dev.ballast.effect.claim.Affected;
import dev.ballast.effect.claim.Effects;
import dev.ballast.sql.tree.SessionStatement;
import dev.ballast.sql.tree.SessionStatement.Deallocate;
import dev.ballast.sql.tree.SessionStatement.Discard;
import dev.ballast.sql.tree.SessionStatement.Execute;
import dev.ballast.sql.tree.SessionStatement.Explain;
import dev.ballast.sql.tree.SessionStatement.Prepare;
import dev.ballast.sql.tree.SessionStatement.SetVariable;
import dev.ballast.sql.tree.SessionStatement.TransactionControl;
import dev.ballast.sql.tree.Walk;
import java.util.List;

/// Statements about the session: most lock nothing, two carry another statement.
final class SessionEffects {
  private SessionEffects() {}

  static Effects of(SessionStatement statement, EffectModel model) {
    return switch (statement) {
      case TransactionControl _ -> Effects.NONE;
      case SetVariable _ -> Effects.NONE;
      case Deallocate _ -> Effects.NONE;
      case Discard _ -> Effects.NONE;
      case Explain explain -> explained(explain, model);
      case Prepare prepare -> analysed(prepare, model);
      case Execute execute ->
          Effects.notKnown("what the prepared statement " + execute.name() + " does is not known");
    };
  }

  /// Without ANALYZE the statement is planned, which takes its locks, and not run.
  private static Effects explained(Explain explain, EffectModel model) {
    Effects inner = model.effects(explain.statement());
    return explain.analyze()
        ? inner
        : new Effects(inner.locks(), List.of(), false, inner.unknown());
  }

  /// Parse analysis locks the tables that the statement names; neither indexes nor partitions.
  private static Effects analysed(Prepare prepare, EffectModel model) {
    Effects inner = model.effects(prepare.statement());
    return new Effects(
        inner.locks().stream()
            .filter(lock -> lock.likelihood().isCertain())
            .filter(lock -> lock.relation().kind() != Affected.Kind.INDEX)
            .filter(
                lock ->
                    Walk.of(prepare.statement()).relations().stream()
                        .anyMatch(lock.relation().name()::mayBe))
            .toList(),
        List.of(),
        false,
        List.of());
  }
}
