package dev.ballast.change.rehearse;

import dev.ballast.change.state.CatalogDifference;
import dev.ballast.change.state.CatalogState;
import dev.ballast.change.state.Residue;
import dev.ballast.evidence.Verdict;
import dev.ballast.lab.clone.RunningClone;
import dev.ballast.postgres.jdbc.Session;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Compares what a database is before a change, after it, after its way back, and after the change
/// again. For one thread.
final class StateComparison {
  private final RunningClone clone;
  private final String database;
  private final Map<Moment, CatalogState> catalogs = new EnumMap<>(Moment.class);

  /// When a state is read.
  enum Moment {
    BEFORE,
    CHANGED,
    BACK,
    CHANGED_AGAIN
  }

  StateComparison(RunningClone clone, String database) {
    this.clone = clone;
    this.database = database;
  }

  /// Reads the state that there is now.
  void read(Moment moment) {
    try (Session keeper = clone.keeper(database)) {
      catalogs.put(moment, CatalogState.read(keeper));
    }
  }

  /// Whether the way back leads to the state before, and the change again to the state after it.
  RollbackProof proof() {
    List<String> differences = new ArrayList<>();
    CatalogDifference back = difference(Moment.BEFORE, Moment.BACK);
    back.lines().forEach(line -> differences.add("after the way back: " + line));
    difference(Moment.CHANGED, Moment.CHANGED_AGAIN)
        .lines()
        .forEach(line -> differences.add("forwards again: " + line));
    return new RollbackProof(
        differences.isEmpty()
            ? Verdict.proved()
            : Verdict.refuted(
                differences.getFirst()
                    + (differences.size() == 1
                        ? ""
                        : " and " + (differences.size() - 1) + " more differences")),
        differences,
        back.residues().stream().map(Residue::sentence).toList());
  }

  private CatalogDifference difference(Moment one, Moment other) {
    return CatalogDifference.between(state(one), state(other));
  }

  private CatalogState state(Moment moment) {
    CatalogState state = catalogs.get(moment);
    if (state == null) {
      throw new IllegalStateException("the state was not read: " + moment);
    }
    return state;
  }

  static RollbackProof undecided(String why) {
    return new RollbackProof(Verdict.undecided(why), List.of(), List.of());
  }

  /// The way back, or the second way forwards, did not reach its end.
  static RollbackProof refuted(RehearsedScript stopped) {
    return new RollbackProof(
        Verdict.refuted(
            "%s, %s: %s"
                .formatted(
                    stopped.file(), stopped.direction(), stopped.stopped().orElse("it stopped"))),
        List.of(),
        List.of());
  }
}
