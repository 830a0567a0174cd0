package dev.ballast.rules.catalogue.lock_order;

import dev.ballast.effect.claim.LockEffect;
import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.ScriptScene;
import dev.ballast.rules.lint.SeenStatement;
import dev.ballast.rules.locks.BlockingLocks;
import dev.ballast.rules.locks.HeldLocks;
import dev.ballast.rules.wording.Quoted;
import dev.ballast.sql.LockMode;
import dev.ballast.sql.tree.QualifiedName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// Locks in an order that lets two sessions wait for each other.
@NullMarked
public final class LockOrder implements Rule {
  /// A transaction that locks more tables than this is compared no further.
  private static final int MOST_TABLES = 100;

  @Override
  public String id() {
    return "lock-order";
  }

  @Override
  public void finish(ScriptScene script, Judgement judgement) {
    Map<List<QualifiedName>, SeenStatement> orders = new HashMap<>();
    Set<Integer> told = new HashSet<>();
    HeldLocks.walk(
        script,
        (statement, held) -> {
          for (LockEffect lock : BlockingLocks.of(statement.effects())) {
            upgraded(lock, held)
                .ifPresent(own -> reportUpgrade(script, statement, own, lock, judgement));
            crossed(statement, lock, held, orders)
                .filter(other -> told.add(statement.transaction()))
                .ifPresent(other -> reportCrossing(script, statement, lock, other, judgement));
          }
        });
  }

  /// The transaction has written rows of the table and now asks for a lock that its writers, some
  /// of whom wait for these rows, stand in the way of.
  private static Optional<HeldLocks.Held> upgraded(LockEffect lock, HeldLocks held) {
    return held.on(lock.relation().name()).filter(own -> own.mode() == LockMode.ROW_EXCLUSIVE);
  }

  /// A statement of another transaction that locked the same two tables the other way round.
  private static Optional<SeenStatement> crossed(
      SeenStatement statement,
      LockEffect lock,
      HeldLocks held,
      Map<List<QualifiedName>, SeenStatement> orders) {
    QualifiedName second = KnownSchema.key(lock.relation().name());
    Optional<SeenStatement> found = Optional.empty();
    if (held.locks().size() > MOST_TABLES) {
      return found;
    }
    for (HeldLocks.Held own : held.locks()) {
      QualifiedName first = KnownSchema.key(own.relation());
      if (own.mode().compareTo(LockMode.SHARE) < 0 || first.equals(second)) {
        continue;
      }
      SeenStatement other = orders.get(List.of(second, first));
      if (other != null && other.transaction() != statement.transaction()) {
        found = Optional.of(other);
      }
      orders.putIfAbsent(List.of(first, second), statement);
    }
    return found;
  }

  private static void reportUpgrade(
      ScriptScene script,
      SeenStatement statement,
      HeldLocks.Held own,
      LockEffect lock,
      Judgement judgement) {
    QualifiedName table = lock.relation().name();
    judgement
        .hazard(
            script,
            statement.span(),
            "The transaction has changed rows of "
                + table
                + " on line "
                + Quoted.line(script, own.since().span())
                + " and now asks for "
                + lock.mode().sql()
                + " on it: a session that waits for one of these rows holds its own lock on "
                + table
                + ", so the two wait for each other and the server aborts one (SQLSTATE 40P01).")
        .claims(List.of(lock), List.of())
        .about(table)
        .safe(
            Quoted.whole(script, own.since()),
            script.transactionMode() == TransactionMode.PER_STATEMENT
                ? "COMMIT"
                : "-- in a script of its own, which the tool runs in its own transaction:",
            Quoted.whole(script, statement))
        .advice("Commit the rows first, or take the strong lock as the transaction's first step.")
        .report();
  }

  private static void reportCrossing(
      ScriptScene script,
      SeenStatement statement,
      LockEffect lock,
      SeenStatement other,
      Judgement judgement) {
    QualifiedName table = lock.relation().name();
    judgement
        .hazard(
            script,
            statement.span(),
            "This transaction locks "
                + table
                + " after a table that the transaction of line "
                + Quoted.line(script, other.span())
                + " locks after "
                + table
                + ": two runs at once, or an application that follows the other order, wait for"
                + " each other and one is aborted (SQLSTATE 40P01).")
        .claims(List.of(lock), List.of())
        .about(table)
        .advice("Lock tables in the same order everywhere, or one table a transaction.")
        .report();
  }
}
