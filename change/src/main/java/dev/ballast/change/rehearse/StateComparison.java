package dev.ballast.change.rehearse;

import dev.ballast.evidence.Verdict;
import dev.ballast.lab.clone.RunningClone;
import java.util.List;

/// Compares what a database is before a change, after it, after its way back, and after the change
/// again. For one thread.
final class StateComparison {
  StateComparison(RunningClone clone, String database) {}

  void before() {}

  void forwards() {}

  void back() {}

  void forwardsAgain() {}

  RollbackProof proof() {
    return undecided("nothing was compared");
  }

  static RollbackProof undecided(String why) {
    return new RollbackProof(Verdict.undecided(why), List.of());
  }

  /// The way back, or the second way forwards, did not reach its end.
  static RollbackProof refuted(RehearsedScript stopped) {
    return new RollbackProof(
        Verdict.refuted(
            "%s, %s: %s"
                .formatted(
                    stopped.file(), stopped.direction(), stopped.stopped().orElse("it stopped"))),
        List.of());
  }
}
