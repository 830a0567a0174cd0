package dev.ballast.change.trace;

import dev.ballast.change.trace.LockView.Held;
import dev.ballast.change.trace.seen.HeldLock;
import dev.ballast.change.trace.seen.ObservedLock;
import dev.ballast.change.trace.seen.Outcome;
import dev.ballast.change.trace.seen.TransactionTrace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The transaction the subject has open, and who took which of its locks. For one thread at a time.
final class OpenTransaction {
  private final int first;
  private final Map<Held, ObservedLock> locks = new LinkedHashMap<>();
  private final Map<Held, Integer> since = new HashMap<>();
  private final List<HeldLock> released = new ArrayList<>();
  private @Nullable RelationCatalog atStart;
  private @Nullable RelationCatalog latest;

  /// @param first number of its first statement
  OpenTransaction(int first) {
    this.first = first;
  }

  int first() {
    return first;
  }

  /// The relations before its next statement. Requested late, since some settings must come before
  /// a transaction's first query.
  RelationCatalog before(Workbench bench) {
    RelationCatalog known = latest;
    if (known == null) {
      known = bench.catalogue();
      latest = known;
    }
    if (atStart == null) {
      atStart = known;
    }
    return known;
  }

  /// The relations when it began, so what other sessions see.
  RelationCatalog atStart(Workbench bench) {
    before(bench);
    return Optional.ofNullable(atStart).orElseThrow();
  }

  /// The relations may have changed in a way that nobody looked at.
  void forgetLatest() {
    latest = null;
  }

  void ran(RelationCatalog after) {
    latest = after;
  }

  /// Notes what statement `number` took.
  void took(Held held, ObservedLock lock, int number) {
    locks.putIfAbsent(held, lock);
    since.putIfAbsent(held, number);
  }

  /// Notes what is still held after statement `number`; a rollback to a savepoint releases it.
  void stillHolds(Set<Held> held, int number) {
    locks.keySet().stream()
        .filter(lock -> !held.contains(lock))
        .toList()
        .forEach(lock -> release(lock, number));
  }

  private void release(Held held, int number) {
    ObservedLock lock = locks.remove(held);
    Integer taken = since.remove(held);
    if (lock != null && taken != null && !lock.ownNew() && number > taken) {
      released.add(new HeldLock(lock, taken, number - taken));
    }
  }

  /// The transaction's story once it has ended.
  ///
  /// @param last number of its last statement
  TransactionTrace ended(int last, Outcome end) {
    List.copyOf(locks.keySet()).forEach(lock -> release(lock, last));
    released.sort(
        Comparator.comparingInt(HeldLock::since)
            .thenComparing(held -> held.lock().relation().display())
            .thenComparing(held -> held.lock().mode()));
    return new TransactionTrace(first, last, end, released);
  }
}
