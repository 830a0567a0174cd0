package dev.ballast.change.compare;

import dev.ballast.change.trace.seen.ObservedLock;
import dev.ballast.change.trace.seen.ObservedRelation;
import dev.ballast.change.trace.seen.ObservedScan;
import dev.ballast.change.trace.seen.Renaming;
import dev.ballast.change.trace.seen.Rewrite;
import dev.ballast.change.trace.seen.StatementTrace;
import dev.ballast.effect.claim.Effects;
import dev.ballast.effect.claim.LockEffect;
import dev.ballast.effect.claim.WorkEffect;
import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.sql.LockMode;
import dev.ballast.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/// Compares what the effect model predicts with what a server did, statement by statement of one
/// script. For one thread.
///
/// What is predicted as certain must be seen. What is seen must be predicted, as certain or as
/// possible: every lock from SHARE UPDATE EXCLUSIVE on, every rewrite, every table read in full.
/// Weaker locks, which every SELECT takes, may go unpredicted.
public final class Disagreements {
  private final Map<String, LockMode> held = new TreeMap<>();
  private final List<String> found = new ArrayList<>();
  private final List<String> unpredicted = new ArrayList<>();
  private final List<String> undecided = new ArrayList<>();
  private final Unforeseen unforeseen;

  public Disagreements() {
    this(new Unforeseen());
  }

  Disagreements(Unforeseen unforeseen) {
    this.unforeseen = unforeseen;
  }

  /// Each in a sentence, in the order of the statements.
  public List<String> found() {
    return List.copyOf(found);
  }

  /// What was seen where the prediction says itself that it does not know everything.
  public List<String> unpredicted() {
    return List.copyOf(unpredicted);
  }

  /// What was predicted and could not be looked at.
  public List<String> undecided() {
    return List.copyOf(undecided);
  }

  /// A statement that PostgreSQL was predicted to refuse was done.
  void ran(String where, String sqlState) {
    found.add(where + ": predicted to be refused (SQLSTATE " + sqlState + "), and it ran");
  }

  /// The end of a transaction lets all locks go.
  public void transactionEnded() {
    held.clear();
  }

  /// Compares one statement with what was predicted for it.
  ///
  /// @param where how the statement is named in what is found
  public void compare(String where, Effects predicted, StatementTrace observed) {
    compare(where, predicted, observed, predicted.unknown().isEmpty());
  }

  /// Does not compare a statement, and says why. Its locks are held anyway.
  void passOver(String why, StatementTrace observed) {
    undecided.add(why);
    for (ObservedLock lock : observed.locks()) {
      held.merge(name(lock.relation()), lock.mode(), Disagreements::stronger);
    }
    follow(observed.observed().renamed());
  }

  /// Compares one statement with what was predicted for it.
  ///
  /// @param whole whether the prediction knows everything that the statement does
  void compare(String where, Effects predicted, StatementTrace observed, boolean whole) {
    Map<String, LockMode> added = new TreeMap<>();
    Set<String> made = new TreeSet<>();
    for (ObservedLock lock : observed.locks()) {
      if (unforeseen.has(lock.relation())) {
        made.add(name(lock.relation()));
      }
      String name = name(lock.relation());
      held.merge(name, lock.mode(), Disagreements::stronger);
      if (!lock.ownNew() && isTable(lock.relation())) {
        added.merge(name, lock.mode(), Disagreements::stronger);
      }
    }
    // What nobody could look at contradicts nothing.
    List<String> missing = observed.undecided().isEmpty() ? found : undecided;
    observed.undecided().forEach(what -> undecided.add(where + ": " + what));
    predictedLocks(where, predicted, missing);
    observedLocks(where, predicted, added, name -> whole && !made.contains(name));
    observedWork(where, predicted, observed, whole);
    predictedWork(where, predicted, observed, missing);
    if (predicted.waitsForOlderTransactions() && observed.waits().isEmpty()) {
      missing.add(where + ": predicted to wait for older transactions, and did not");
    }
    follow(observed.observed().renamed());
  }

  /// The locks of a relation stay its own under its new name. All are taken away first, since two
  /// relations may have changed names with each other.
  private void follow(List<Renaming> renamed) {
    Map<String, LockMode> moved = new TreeMap<>();
    for (Renaming renaming : renamed) {
      LockMode mode = held.remove(name(renaming.before()));
      if (mode != null) {
        moved.put(name(renaming.after()), mode);
      }
    }
    held.putAll(moved);
  }

  private void predictedLocks(String where, Effects predicted, List<String> missing) {
    for (LockEffect lock : predicted.locks()) {
      if (!lock.likelihood().isCertain() || lock.relation().fresh()) {
        continue;
      }
      LockMode seen = held.get(name(lock.relation().name()));
      if (seen == null || seen.compareTo(lock.mode()) < 0) {
        missing.add(
            "%s: predicted %s on %s, %s"
                .formatted(
                    where,
                    lock.mode().sql(),
                    lock.relation().name(),
                    seen == null ? "not seen" : "seen " + seen.sql()));
      }
    }
  }

  private void observedLocks(
      String where, Effects predicted, Map<String, LockMode> added, Predicate<String> whole) {
    added.forEach(
        (name, mode) -> {
          LockMode strongest =
              predicted.locks().stream()
                  .filter(lock -> name(lock.relation().name()).equals(name))
                  .map(LockEffect::mode)
                  .max(LockMode::compareTo)
                  .orElse(LockMode.ROW_EXCLUSIVE);
          if (mode.compareTo(strongest) <= 0) {
            return;
          }
          if (whole.test(name)) {
            found.add(
                "%s: seen %s on %s, predicted at most %s"
                    .formatted(where, mode.sql(), name, strongest.sql()));
          } else {
            unpredicted.add("%s: seen %s on %s".formatted(where, mode.sql(), name));
          }
        });
  }

  private static void predictedWork(
      String where, Effects predicted, StatementTrace observed, List<String> missing) {
    for (WorkEffect work : predicted.work()) {
      if (!work.likelihood().isCertain() || work.relation().fresh()) {
        continue;
      }
      String name = name(work.relation().name());
      boolean seen =
          switch (work.kind()) {
            case REWRITE -> rewritten(observed, name, Rewrite.Kind.TABLE_REWRITTEN);
            case EMPTIED -> rewritten(observed, name, Rewrite.Kind.EMPTIED);
            case INDEX_BUILD ->
                rewritten(observed, name, Rewrite.Kind.INDEX_REBUILT)
                    || observed.observed().created().stream()
                        .anyMatch(each -> name(each).equals(name));
            case SCAN ->
                rewritten(observed, name, Rewrite.Kind.TABLE_REWRITTEN)
                    || observed.scans().stream()
                        .anyMatch(scan -> name(scan.relation()).equals(name));
          };
      if (!seen) {
        String kind = work.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        missing.add("%s: predicted %s of %s, not seen".formatted(where, kind, name));
      }
    }
  }

  private void observedWork(
      String where, Effects predicted, StatementTrace observed, boolean whole) {
    for (Rewrite rewrite : observed.rewritten()) {
      if (rewrite.relation().kind().hasRows() && !isPredicted(predicted, rewrite)) {
        String how =
            switch (rewrite.kind()) {
              case TABLE_REWRITTEN, INDEX_REBUILT -> "rewritten";
              case EMPTIED -> "emptied";
              case UNDECIDED -> "rewritten or emptied";
            };
        boolean known = whole && !unforeseen.has(rewrite.relation());
        work("%s: seen %s %s".formatted(where, name(rewrite.relation()), how), known);
      }
    }
    for (ObservedScan scan : observed.scans()) {
      String name = name(scan.relation());
      boolean predictable =
          predicted.work().stream()
              .anyMatch(
                  work ->
                      (work.kind() == WorkEffect.Kind.SCAN
                              || work.kind() == WorkEffect.Kind.REWRITE)
                          && name(work.relation().name()).equals(name));
      boolean emptied = rewritten(observed, name, Rewrite.Kind.EMPTIED);
      if (!predictable && !emptied && scan.relation().kind().hasRows()) {
        boolean known = whole && !unforeseen.has(scan.relation());
        work("%s: seen %s read in full".formatted(where, name), known);
      }
    }
  }

  private void work(String seen, boolean whole) {
    if (whole) {
      found.add(seen + ", not predicted");
    } else {
      unpredicted.add(seen);
    }
  }

  private static boolean isPredicted(Effects predicted, Rewrite rewrite) {
    Set<WorkEffect.Kind> kinds =
        switch (rewrite.kind()) {
          case TABLE_REWRITTEN, INDEX_REBUILT -> Set.of(WorkEffect.Kind.REWRITE);
          case EMPTIED -> Set.of(WorkEffect.Kind.EMPTIED);
          case UNDECIDED -> Set.of(WorkEffect.Kind.REWRITE, WorkEffect.Kind.EMPTIED);
        };
    return predicted.work().stream()
        .anyMatch(
            work ->
                kinds.contains(work.kind())
                    && name(work.relation().name()).equals(name(rewrite.relation())));
  }

  private static boolean rewritten(StatementTrace observed, String name, Rewrite.Kind kind) {
    return observed.rewritten().stream()
        .anyMatch(
            rewrite ->
                name(rewrite.relation()).equals(name)
                    && (rewrite.kind() == kind || rewrite.kind() == Rewrite.Kind.UNDECIDED));
  }

  private static boolean isTable(ObservedRelation relation) {
    return switch (relation.kind()) {
      case TABLE, PARTITIONED_TABLE, VIEW, MATERIALIZED_VIEW, FOREIGN_TABLE -> true;
      case INDEX, PARTITIONED_INDEX, TOAST, SEQUENCE, COMPOSITE_TYPE, UNKNOWN -> false;
    };
  }

  private static LockMode stronger(LockMode one, LockMode other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private static String name(ObservedRelation relation) {
    // A temporary table is found before all others, so a statement names it without a schema.
    return relation.schema().startsWith("pg_temp_")
        ? name(QualifiedName.of(relation.name()))
        : relation.schema() + "." + relation.name();
  }

  private static String name(QualifiedName name) {
    QualifiedName key = KnownSchema.key(name);
    return key.schema().orElseThrow() + "." + key.name();
  }
}
