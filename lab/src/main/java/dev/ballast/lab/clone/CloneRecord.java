package dev.ballast.lab.clone;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Phase;
import dev.ballast.lab.thin.StateStamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the lab keeps about one clone, beside its files.
///
/// @param name unique in the lab
/// @param target whose backup it was made of
/// @param backup the id of the backup
/// @param server the version of PostgreSQL that it runs with
/// @param createdAt when it was ready
/// @param lastCommit the time of the last transaction that it has; empty where the log told none
/// @param bytes of its data directory and tablespaces
/// @param budget the most that it and its copies may take; empty for no bound of its own
/// @param tablespaces the ids of the tablespaces outside of the data directory
/// @param isolation what kept the code of its databases from this machine while it recovered
/// @param stamp what its state looked like when it was ready
/// @param phases how long each part of its creation took
public record CloneRecord(
    String name,
    String target,
    String backup,
    String server,
    Instant createdAt,
    Optional<Instant> lastCommit,
    long bytes,
    Optional<Long> budget,
    List<Long> tablespaces,
    String isolation,
    StateStamp stamp,
    List<Phase> phases) {
  public CloneRecord {
    requireNonNull(name, "name is null");
    requireNonNull(target, "target is null");
    requireNonNull(backup, "backup is null");
    requireNonNull(server, "server is null");
    requireNonNull(createdAt, "createdAt is null");
    requireNonNull(lastCommit, "lastCommit is null");
    requireNonNull(budget, "budget is null");
    tablespaces = List.copyOf(tablespaces);
    requireNonNull(isolation, "isolation is null");
    requireNonNull(stamp, "stamp is null");
    phases = List.copyOf(phases);
  }
}
