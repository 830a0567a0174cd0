package dev.ballast.rules.locks;

import dev.ballast.effect.claim.Affected;
import dev.ballast.effect.claim.LockEffect;
import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.rules.lint.ScriptScene;
import dev.ballast.rules.lint.SeenStatement;
import dev.ballast.sql.LockMode;
import dev.ballast.sql.tree.QualifiedName;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/// The locks that a transaction holds before each of its statements. For one thread; what it
/// returns holds until the walk continues.
///
/// A lock is held to the end of its transaction, so what a statement took stays while later ones
/// run. The statements of a DO block or a called routine are walked like any others.
public final class HeldLocks {
  private final Map<QualifiedName, Held> held = new LinkedHashMap<>();

  private HeldLocks() {}

  /// A lock, and the statement that took it.
  public record Held(LockEffect lock, SeenStatement since) {
    public QualifiedName relation() {
      return lock.relation().name();
    }

    public LockMode mode() {
      return lock.mode();
    }
  }

  /// Shows every statement of a script together with what its transaction held before it: locks
  /// from ROW EXCLUSIVE on, on relations that others use, indexes left out.
  public static void walk(ScriptScene script, BiConsumer<SeenStatement, HeldLocks> each) {
    HeldLocks locks = new HeldLocks();
    int transaction = 0;
    for (SeenStatement statement : script.seen()) {
      if (statement.transaction() != transaction) {
        locks.held.clear();
        transaction = statement.transaction();
      }
      if (statement.inside().isEmpty()) {
        each.accept(statement, locks);
        locks.take(statement);
      } else {
        for (SeenStatement inner : statement.inside()) {
          each.accept(inner, locks);
          locks.take(inner);
        }
        locks.take(statement);
      }
    }
  }

  private void take(SeenStatement statement) {
    for (LockEffect lock : statement.effects().locksFrom(LockMode.ROW_EXCLUSIVE)) {
      if (lock.relation().kind() != Affected.Kind.INDEX) {
        held.merge(
            KnownSchema.key(lock.relation().name()),
            new Held(lock, statement),
            (old, later) -> later.mode().compareTo(old.mode()) > 0 ? later : old);
      }
    }
  }

  /// In the order in which they were taken.
  public Collection<Held> locks() {
    return Collections.unmodifiableCollection(held.values());
  }

  /// The strongest from that mode on; the oldest of equal ones.
  public Optional<Held> strongest(LockMode least) {
    Held found = null;
    for (Held each : held.values()) {
      if (each.mode().compareTo(least) >= 0
          && (found == null || each.mode().compareTo(found.mode()) > 0)) {
        found = each;
      }
    }
    return Optional.ofNullable(found);
  }

  public Optional<Held> on(QualifiedName relation) {
    return Optional.ofNullable(held.get(KnownSchema.key(relation)));
  }
}
