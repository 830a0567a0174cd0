package dev.ballast.rules.catalogue.lock_timeout_late;

import dev.ballast.effect.claim.LockEffect;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.ScriptScene;
import dev.ballast.rules.lint.SeenStatement;
import dev.ballast.rules.locks.BlockingLocks;
import dev.ballast.rules.wording.Quoted;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// The bound on waiting for locks is set after a statement that needed it.
@NullMarked
public final class LockTimeoutLate implements Rule {
  @Override
  public String id() {
    return "lock-timeout-late";
  }

  @Override
  public void finish(ScriptScene script, Judgement judgement) {
    for (SeenStatement statement : script.withoutLockTimeout()) {
      List<LockEffect> locks = BlockingLocks.of(statement.effects());
      if (!locks.isEmpty()) {
        script.seen().stream()
            .filter(later -> later.span().start() > statement.span().start())
            .filter(later -> BlockingLocks.sets(later, "lock_timeout"))
            .findFirst()
            .ifPresentOrElse(
                setter -> report(script, statement, locks, setter, judgement),
                () -> lapsed(script, statement, locks, judgement));
        return;
      }
    }
  }

  private static void report(
      ScriptScene script,
      SeenStatement statement,
      List<LockEffect> locks,
      SeenStatement setter,
      Judgement judgement) {
    judgement
        .hazard(
            script,
            setter.span(),
            "It comes too late for line "
                + Quoted.line(script, statement.span())
                + ": "
                + Quoted.of(script, statement)
                + " has waited for "
                + BlockingLocks.told(locks)
                + " without a bound.")
        .about(BlockingLocks.tables(locks))
        .safe("SET lock_timeout = '2s'", Quoted.whole(script, statement))
        .advice("Make it the first statement of the script.")
        .report();
  }

  /// SET LOCAL in an earlier transaction, or a RESET.
  private static void lapsed(
      ScriptScene script, SeenStatement statement, List<LockEffect> locks, Judgement judgement) {
    if (BlockingLocks.lastToSet(script, "lock_timeout").isPresent()) {
      judgement
          .hazard(
              script,
              statement.span(),
              "The lock_timeout that was set before holds no more here: nothing bounds the wait for "
                  + BlockingLocks.told(locks)
                  + ".")
          .about(BlockingLocks.tables(locks))
          .safe("SET lock_timeout = '2s'", Quoted.whole(script, statement))
          .advice(
              "SET LOCAL ends with its transaction, and does nothing outside of one; use SET for"
                  + " the whole script.")
          .report();
    }
  }
}
