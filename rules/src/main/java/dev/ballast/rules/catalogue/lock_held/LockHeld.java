package dev.ballast.rules.catalogue.lock_held;

import dev.ballast.effect.claim.Affected;
import dev.ballast.effect.claim.LockEffect;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.ScriptScene;
import dev.ballast.rules.lint.SeenStatement;
import dev.ballast.rules.locks.BlockingLocks;
import dev.ballast.rules.locks.HeldLocks;
import dev.ballast.rules.wording.Quoted;
import dev.ballast.sql.LockMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A transaction that holds a strong lock waits for another one.
@NullMarked
public final class LockHeld implements Rule {
  @Override
  public String id() {
    return "lock-held";
  }

  @Override
  public void finish(ScriptScene script, Judgement judgement) {
    Set<Integer> told = new HashSet<>();
    HeldLocks.walk(
        script,
        (statement, held) ->
            held.strongest(LockMode.SHARE_ROW_EXCLUSIVE)
                .ifPresent(
                    strongest -> {
                      List<LockEffect> waits = waits(statement, held);
                      if (!waits.isEmpty() && told.add(statement.transaction())) {
                        report(script, statement, strongest, waits, judgement);
                      }
                    }));
  }

  /// Locks on relations that the transaction has not locked yet, and that somebody may hold.
  private static List<LockEffect> waits(SeenStatement statement, HeldLocks held) {
    return statement.effects().locksFrom(LockMode.SHARE_UPDATE_EXCLUSIVE).stream()
        .filter(lock -> lock.relation().kind() != Affected.Kind.INDEX)
        .filter(
            lock ->
                held.on(lock.relation().name())
                    .filter(own -> own.mode().compareTo(lock.mode()) >= 0)
                    .isEmpty())
        .toList();
  }

  private static void report(
      ScriptScene script,
      SeenStatement statement,
      HeldLocks.Held held,
      List<LockEffect> waits,
      Judgement judgement) {
    List<LockEffect> claimed = new ArrayList<>(waits);
    claimed.add(held.lock());
    boolean own = script.transactionMode() == TransactionMode.PER_STATEMENT;
    judgement
        .hazard(
            script,
            statement.span(),
            held.mode().sql()
                + " on "
                + held.relation()
                + ", taken on line "
                + Quoted.line(script, held.since().span())
                + ", is held while this waits for "
                + BlockingLocks.told(waits)
                + ": however long that takes, "
                + BlockingLocks.stops(held.mode())
                + " on "
                + held.relation()
                + " waits too.")
        .claims(claimed, List.of())
        .about(BlockingLocks.tables(claimed))
        .safe(
            Quoted.whole(script, held.since()),
            own
                ? "COMMIT"
                : "-- in a script of its own, which the tool runs in its own transaction:",
            Quoted.whole(script, statement))
        .advice(
            "Give each strong lock a transaction of its own, so that it is released immediately.")
        .report();
  }
}
