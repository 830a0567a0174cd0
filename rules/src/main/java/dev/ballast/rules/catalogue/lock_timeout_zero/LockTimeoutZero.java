package dev.ballast.rules.catalogue.lock_timeout_zero;

import dev.ballast.effect.claim.LockEffect;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.ScriptScene;
import dev.ballast.rules.lint.SeenStatement;
import dev.ballast.rules.locks.BlockingLocks;
import dev.ballast.rules.wording.Quoted;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// The bound on waiting for locks is switched off before a lock that blocks others.
@NullMarked
public final class LockTimeoutZero implements Rule {
  @Override
  public String id() {
    return "lock-timeout-zero";
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    ScriptScene script = scene.script();
    if (scene.within().isPresent()
        || script.lockTimeout().filter(Duration::isZero).isEmpty()
        || BlockingLocks.of(scene.effects()).isEmpty()) {
      return;
    }
    BlockingLocks.setForThis(script, "lock_timeout")
        .ifPresent(setter -> report(scene, setter, judgement));
  }

  private static void report(Scene scene, SeenStatement setter, Judgement judgement) {
    List<LockEffect> locks = BlockingLocks.of(scene.effects());
    judgement
        .hazard(
            scene.script(),
            setter.span(),
            "lock_timeout = 0 means no bound at all: "
                + Quoted.of(scene.script(), scene.span())
                + " waits for "
                + BlockingLocks.told(locks)
                + " as long as anybody is in its way, and everything else queues behind it.")
        .about(BlockingLocks.tables(locks))
        .safe("SET lock_timeout = '2s'")
        .advice("Set a few seconds, and run the script again where it fails with SQLSTATE 55P03.")
        .report();
  }
}
