package dev.ballast.protect.verify.content;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.Lsn;
import java.util.List;
import java.util.Optional;

/// What one database of the source held at one LSN.
///
/// @param target the copy shows the same after recovery to this LSN, exclusive; empty where nothing
/// was read
/// @param snapshot the snapshot all digests were taken under, as `pg_current_snapshot()` prints it
/// @param attempts how many snapshots it took to find one that corresponds to an LSN
/// @param notCovered what a physical copy does not hold, or what says nothing about it
/// @param undecided what should have been read and could not be
public record DatabaseReading(
    String database,
    Optional<Lsn> target,
    String snapshot,
    int attempts,
    List<TableDigest> tables,
    List<SequencePosition> sequences,
    List<NotCovered> notCovered,
    List<NotCovered> undecided) {
  public DatabaseReading {
    requireNonNull(database, "database is null");
    requireNonNull(target, "target is null");
    requireNonNull(snapshot, "snapshot is null");
    tables = List.copyOf(tables);
    sequences = List.copyOf(sequences);
    notCovered = List.copyOf(notCovered);
    undecided = List.copyOf(undecided);
  }

  /// A database that could not be read at all.
  public static DatabaseReading unread(String database, int attempts, String reason) {
    return new DatabaseReading(
        database,
        Optional.empty(),
        "",
        attempts,
        List.of(),
        List.of(),
        List.of(),
        List.of(new NotCovered("database " + database, reason)));
  }
}
