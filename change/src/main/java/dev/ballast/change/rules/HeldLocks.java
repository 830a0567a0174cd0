package dev.ballast.change.rules;

import dev.ballast.change.effect.Affected;
import dev.ballast.change.effect.LockEffect;
import dev.ballast.change.lint.ScriptScene;
import dev.ballast.change.lint.SeenStatement;
import dev.ballast.change.schema.KnownSchema;
import dev.ballast.postgres.LockMode;
import dev.ballast.postgres.sql.tree.QualifiedName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/// The locks that a transaction holds before each of its statements. Immutable.
///
/// A lock is held to the end of its transaction, so what a statement took stays while later ones
/// run.
public record HeldLocks(List<Held> locks) {
  /// A lock, and the statement that took it.
  public record Held(LockEffect lock, SeenStatement since) {
    public QualifiedName relation() {
      return lock.relation().name();
    }

    public LockMode mode() {
      return lock.mode();
    }
  }

  public HeldLocks {
    locks = List.copyOf(locks);
  }

  /// Shows every statement of a script together with what its transaction held before it: locks
  /// from ROW EXCLUSIVE on, on relations that others use, indexes left out.
  public static void walk(ScriptScene script, BiConsumer<SeenStatement, HeldLocks> each) {
    Map<QualifiedName, Held> held = new LinkedHashMap<>();
    int transaction = 0;
    for (SeenStatement statement : script.seen()) {
      if (statement.transaction() != transaction) {
        held.clear();
        transaction = statement.transaction();
      }
      each.accept(statement, new HeldLocks(List.copyOf(held.values())));
      for (LockEffect lock : statement.effects().locksFrom(LockMode.ROW_EXCLUSIVE)) {
        if (lock.relation().kind() != Affected.Kind.INDEX) {
          held.merge(
              KnownSchema.key(lock.relation().name()),
              new Held(lock, statement),
              (old, later) -> later.mode().compareTo(old.mode()) > 0 ? later : old);
        }
      }
    }
  }

  /// The strongest from that mode on; the oldest of equal ones.
  public Optional<Held> strongest(LockMode least) {
    Held found = null;
    for (Held each : locks) {
      if (each.mode().compareTo(least) >= 0
          && (found == null || each.mode().compareTo(found.mode()) > 0)) {
        found = each;
      }
    }
    return Optional.ofNullable(found);
  }

  public Optional<Held> on(QualifiedName relation) {
    return locks.stream().filter(each -> each.relation().mayBe(relation)).findFirst();
  }
}
