package dev.ballast.protect.verify.content;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.Lsn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What all databases of the source held, each at an LSN of its own or at a shared one.
///
/// @param notCovered databases left out on purpose
/// @param took from the first snapshot to the last digest
public record SourceReading(
    Instant takenAt, Duration took, List<DatabaseReading> databases, List<NotCovered> notCovered) {
  public SourceReading {
    requireNonNull(takenAt, "takenAt is null");
    requireNonNull(took, "took is null");
    databases = List.copyOf(databases);
    notCovered = List.copyOf(notCovered);
  }

  /// Where a copy has to stop, one after the other, for all digests to be compared: ascending.
  /// Recovery stops before the record at or after the target: `recovery_target_inclusive = off`.
  public List<Lsn> targets() {
    return databases.stream()
        .map(DatabaseReading::target)
        .flatMap(Optional::stream)
        .distinct()
        .sorted()
        .toList();
  }

  /// The databases that are compared while the copy stands at `target`.
  List<DatabaseReading> at(Lsn target) {
    return databases.stream().filter(d -> d.target().equals(Optional.of(target))).toList();
  }
}
