package dev.ballast.protect.restore;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;

/// How a backup is put back.
///
/// @param into the data directory to be: empty or absent
/// @param tablespaces where tablespaces go; one that is not named goes where it was on the source
/// @param threads how many read, decrypt and write at once, 1 to 64
/// @param durable whether every file is flushed to the disk before the restore is reported as done;
///     a rehearsal needs no such thing
/// @param quarantinedToo whether a backup with damaged pages may be restored
public record RestoreSettings(
    Path into,
    List<TablespaceMapping> tablespaces,
    int threads,
    boolean durable,
    boolean quarantinedToo) {
  public static final int MAX_THREADS = 64;

  public RestoreSettings {
    requireNonNull(into, "into is null");
    tablespaces = List.copyOf(tablespaces);
    if (threads < 1 || threads > MAX_THREADS) {
      throw new IllegalArgumentException("threads out of range: " + threads);
    }
  }
}
