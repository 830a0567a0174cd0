package dev.ballast.postgres.wire;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;
import java.util.List;
import java.util.Optional;

/// What the server sends before the first byte of a base backup.
///
/// @param startLsn replay of the backup begins here
/// @param tablespaces in the order their archives come; the base directory's archive is always the
///     last one
/// @param baseKilobytes estimated size of the base directory, where sizes were requested
public record BaseBackupStart(
    Lsn startLsn, TimelineId timeline, List<Tablespace> tablespaces, Optional<Long> baseKilobytes) {
  public BaseBackupStart {
    requireNonNull(startLsn, "startLsn is null");
    requireNonNull(timeline, "timeline is null");
    tablespaces = List.copyOf(tablespaces);
    requireNonNull(baseKilobytes, "baseKilobytes is null");
  }

  /// The estimated size of all archives, where sizes were requested.
  public Optional<Long> totalKilobytes() {
    return baseKilobytes.map(
        base -> base + tablespaces.stream().mapToLong(t -> t.kilobytes().orElse(0L)).sum());
  }
}
