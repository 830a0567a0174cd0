package dev.ballast.lab.clone;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.ballast.evidence.Phase;
import dev.ballast.lab.thin.StateStamp;
import dev.ballast.lab.twin.Twin;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/// What the lab keeps about one clone, beside its files.
///
/// @param name unique in the lab
/// @param target whose backup it was made of
/// @param backup the id of the backup; of a twin `twin-` and when its target was read
/// @param server the version of PostgreSQL that it runs with
/// @param createdAt when it was ready
/// @param lastCommit the time of the last transaction that it has; empty where the log told none
/// @param bytes of its data directory and tablespaces
/// @param budget the most that it and its copies may take; empty for no bound of its own
/// @param tablespaces the ids of the tablespaces outside of the data directory
/// @param isolation what kept the code of its databases from this machine while it recovered
/// @param stamp what its state looked like when it was ready
/// @param phases how long each part of its creation took
/// @param twin what it is made of where that is no backup, so that it has no rows
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
    List<Phase> phases,
    Optional<Twin> twin) {
  private static final String TWINS_ID = "twin-";
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd't'HHmmss").withZone(ZoneOffset.UTC);

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
    // Clones of before there were twins say nothing of it.
    twin = requireNonNullElse(twin, Optional.empty());
  }

  /// Whether it has the rows of its target; nothing can be measured on a twin, which has none.
  public boolean hasRows() {
    return twin.isEmpty();
  }

  /// What stands for the id of a backup.
  static String twinsId(Instant readAt) {
    return TWINS_ID + STAMP.format(readAt);
  }

  /// Whether an id is that of no backup, but of a twin.
  public static boolean isTwinsId(String id) {
    return id.startsWith(TWINS_ID);
  }
}
