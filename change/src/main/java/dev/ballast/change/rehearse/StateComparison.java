package dev.ballast.change.rehearse;

import dev.ballast.change.state.CatalogDifference;
import dev.ballast.change.state.CatalogState;
import dev.ballast.change.state.DatabaseState;
import dev.ballast.change.state.StateCompared;
import dev.ballast.change.state.StateDifference;
import dev.ballast.evidence.Verdict;
import dev.ballast.lab.clone.RunningClone;
import dev.ballast.postgres.jdbc.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Compares what a database is before a change, after it, after its way back, and after the change
/// again. For one thread.
///
/// The way back has to restore catalogs and rows. The change again has to lead to the same
/// catalogs; the rows may differ, since a change may draw what it writes.
final class StateComparison {
  private final RunningClone clone;
  private final String database;
  private Optional<DatabaseState> before = Optional.empty();
  private Optional<CatalogState> changed = Optional.empty();
  private Optional<DatabaseState> back = Optional.empty();
  private Optional<CatalogState> changedAgain = Optional.empty();

  StateComparison(RunningClone clone, String database) {
    this.clone = clone;
    this.database = database;
  }

  void before() {
    before = Optional.of(whole());
  }

  void changed() {
    changed = Optional.of(catalogs());
  }

  void back() {
    back = Optional.of(whole());
  }

  void changedAgain() {
    changedAgain = Optional.of(catalogs());
  }

  private DatabaseState whole() {
    return DatabaseState.read(clone::keeper, database);
  }

  private CatalogState catalogs() {
    try (Session keeper = clone.keeper(database)) {
      return CatalogState.read(keeper);
    }
  }

  /// What all four states say.
  RollbackProof proof() {
    StateDifference undone = StateDifference.between(before.orElseThrow(), back.orElseThrow());
    CatalogDifference again =
        CatalogDifference.between(changed.orElseThrow(), changedAgain.orElseThrow());
    List<String> differences = new ArrayList<>();
    undone.lines().forEach(line -> differences.add("after the way back: " + line));
    again.lines().forEach(line -> differences.add("forwards again: " + line));
    Verdict verdict =
        again.isEmpty()
            ? undone.verdict()
            : undone.verdict().and(Verdict.refuted("forwards again: " + again.lines().getFirst()));
    return new RollbackProof(
        verdict,
        differences,
        undone.unavoidable(),
        Optional.of(StateCompared.of(before.orElseThrow(), undone)));
  }

  static RollbackProof undecided(String why) {
    return new RollbackProof(Verdict.undecided(why), List.of(), List.of());
  }

  static RollbackProof refuted(String why) {
    return new RollbackProof(Verdict.refuted(why), List.of(), List.of());
  }

  /// The way back, or the second way forwards, did not reach its end.
  static RollbackProof refuted(RehearsedScript stopped) {
    return refuted(
        "%s, %s: %s"
            .formatted(
                stopped.file(), stopped.direction(), stopped.stopped().orElse("it stopped")));
  }
}
