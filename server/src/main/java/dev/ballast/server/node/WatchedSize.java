package dev.ballast.server.node;

import dev.ballast.observe.watch.FamilyState;
import dev.ballast.observe.watch.TargetState;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.forecast.ClusterSize;
import dev.ballast.store.sample.Reading;
import java.util.Optional;

/// The size of a cluster as its watch last read it, so that nobody who looks at the objectives
/// makes the node ask a server.
final class WatchedSize {
  private static final String FAMILY = "database_size";
  private static final String METRIC = "bytes";

  private WatchedSize() {}

  /// The size that is known, or else that of a backup.
  static ClusterSize of(Optional<TargetState> state, Backup newest) {
    Optional<Reading> reading =
        state.stream()
            .flatMap(target -> target.families().stream())
            .filter(family -> family.family().name().equals(FAMILY))
            .findFirst()
            .flatMap(FamilyState::latest);
    if (reading.isEmpty()) {
      return ClusterSize.backedUp(newest, "this node has not read the sizes of databases yet");
    }
    int bytes = reading.get().layout().indexOf(METRIC);
    double sum = reading.get().entities().stream().mapToDouble(f -> f.value(bytes)).sum();
    return Double.isNaN(sum)
        ? ClusterSize.backedUp(newest, "the role may not read the size of every database")
        : new ClusterSize((long) sum, Optional.empty());
  }
}
