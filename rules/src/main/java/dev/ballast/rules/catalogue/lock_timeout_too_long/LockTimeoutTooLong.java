package dev.ballast.rules.catalogue.lock_timeout_too_long;

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

/// The bound on waiting for locks is longer than others can wait.
@NullMarked
public final class LockTimeoutTooLong implements Rule {
  /// Longer than this, an application's own timeouts and its pool are the bound.
  private static final Duration LONGEST = Duration.ofSeconds(10);

  @Override
  public String id() {
    return "lock-timeout-too-long";
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    ScriptScene script = scene.script();
    if (scene.within().isPresent()
        || script.lockTimeout().filter(bound -> bound.compareTo(LONGEST) > 0).isEmpty()
        || BlockingLocks.of(scene.effects()).isEmpty()) {
      return;
    }
    BlockingLocks.setForThis(script, "lock_timeout")
        .ifPresent(setter -> report(scene, setter, judgement));
  }

  private static void report(Scene scene, SeenStatement setter, Judgement judgement) {
    List<LockEffect> locks = BlockingLocks.of(scene.effects());
    long seconds = scene.script().lockTimeout().orElse(LONGEST).toSeconds();
    judgement
        .hazard(
            scene.script(),
            setter.span(),
            "For up to "
                + seconds
                + " s "
                + Quoted.of(scene.script(), scene.span())
                + " may wait for "
                + BlockingLocks.told(locks)
                + ", and all that time every statement that conflicts with it waits too.")
        .about(BlockingLocks.tables(locks))
        .safe("SET lock_timeout = '2s'")
        .advice("Wait at most some seconds and try more often.")
        .report();
  }
}
