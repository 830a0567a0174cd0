package dev.ballast.effect.claim;

import dev.ballast.sql.LockMode;
import dev.ballast.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// All that one statement does to relations.
///
/// @param locks at most one a relation, the strongest
/// @param work what grows with the data
/// @param waitsForOlderTransactions it ends only after every transaction that began before it and
///     can still see the old state, as `CREATE INDEX CONCURRENTLY` does
/// @param unknown why the picture is not whole, a sentence each; empty where all is said
public record Effects(
    List<LockEffect> locks,
    List<WorkEffect> work,
    boolean waitsForOlderTransactions,
    List<String> unknown) {
  public static final Effects NONE = new Effects(List.of(), List.of(), false, List.of());

  public Effects {
    locks = List.copyOf(locks);
    work = List.copyOf(work);
    unknown = List.copyOf(unknown);
  }

  public static Effects notKnown(String reason) {
    return new Effects(List.of(), List.of(), false, List.of(reason));
  }

  /// The lock on a table or another relation of that name, schema `public` taken where none is
  /// written.
  public Optional<LockEffect> lockOn(QualifiedName name) {
    return locks.stream().filter(lock -> lock.relation().name().mayBe(name)).findFirst();
  }

  public List<WorkEffect> work(WorkEffect.Kind kind) {
    return work.stream().filter(each -> each.kind() == kind).toList();
  }

  /// True where a relation of that name is rewritten, read or built, for sure or possibly.
  public boolean does(WorkEffect.Kind kind, QualifiedName name) {
    return work.stream()
        .anyMatch(each -> each.kind() == kind && each.relation().name().mayBe(name));
  }

  /// Locks at least that strong on relations that others can see.
  public List<LockEffect> locksFrom(LockMode mode) {
    return locks.stream()
        .filter(lock -> lock.mode().compareTo(mode) >= 0 && !lock.relation().fresh())
        .toList();
  }

  /// Both, one after the other in the same transaction: the stronger lock of each relation stays.
  public Effects and(Effects other) {
    Collector collector = new Collector();
    collector.add(this);
    collector.add(other);
    return collector.effects();
  }

  /// The same effects, none of them certain; what was only possible keeps its own condition.
  public Effects weakened(Likelihood likelihood) {
    if (likelihood.isCertain()) {
      return this;
    }
    return new Effects(
        locks.stream()
            .map(
                each ->
                    each.likelihood().isCertain()
                        ? new LockEffect(each.relation(), each.mode(), likelihood)
                        : each)
            .toList(),
        work.stream()
            .map(
                each ->
                    each.likelihood().isCertain()
                        ? new WorkEffect(each.relation(), each.kind(), likelihood)
                        : each)
            .toList(),
        waitsForOlderTransactions,
        unknown);
  }

  /// Gathers the effects of a statement's parts. For one thread.
  public static final class Collector {
    private final List<LockEffect> locks = new ArrayList<>();
    private final List<WorkEffect> work = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();
    private boolean waits;

    /// Keeps the stronger of two locks on one relation; of two equal ones, the certain one.
    public Collector lock(Affected relation, LockMode mode, Likelihood likelihood) {
      for (int i = 0; i < locks.size(); i++) {
        LockEffect known = locks.get(i);
        if (known.relation().name().mayBe(relation.name())) {
          int order = mode.compareTo(known.mode());
          if (order > 0 || (order == 0 && likelihood.isCertain())) {
            locks.set(i, new LockEffect(known.relation(), mode, likelihood));
          }
          return this;
        }
      }
      locks.add(new LockEffect(relation, mode, likelihood));
      return this;
    }

    public Collector lock(Affected relation, LockMode mode) {
      return lock(relation, mode, Likelihood.CERTAIN);
    }

    public Collector work(Affected relation, WorkEffect.Kind kind, Likelihood likelihood) {
      WorkEffect effect = new WorkEffect(relation, kind, likelihood);
      if (!work.contains(effect)) {
        work.add(effect);
      }
      return this;
    }

    public Collector work(Affected relation, WorkEffect.Kind kind) {
      return work(relation, kind, Likelihood.CERTAIN);
    }

    public Collector waitsForOlderTransactions() {
      waits = true;
      return this;
    }

    public Collector unknown(String reason) {
      unknown.add(reason);
      return this;
    }

    public Collector add(Effects effects) {
      effects.locks().forEach(each -> lock(each.relation(), each.mode(), each.likelihood()));
      effects.work().forEach(each -> work(each.relation(), each.kind(), each.likelihood()));
      unknown.addAll(effects.unknown());
      waits |= effects.waitsForOlderTransactions();
      return this;
    }

    public Effects effects() {
      return new Effects(locks, work, waits, unknown);
    }
  }
}
