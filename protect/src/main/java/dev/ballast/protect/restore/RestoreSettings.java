package dev.ballast.protect.restore;

import static java.util.Objects.requireNonNull;

import dev.ballast.protect.SettingRange;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// How a backup is put back.
///
/// @param into the data directory to be: empty or absent, or with `delta` one of the same cluster
/// @param tablespaces where tablespaces go; one that is not named goes where it was on the source
/// @param threads how many read, decrypt and write at once, 1 to 64
/// @param durable whether every file is flushed to the disk before the restore is reported as done;
///     a rehearsal needs no such thing
/// @param quarantinedToo whether a backup with damaged pages may be restored
/// @param owner the user of the operating system that the cluster belongs to in the end, as root;
///     absent for the one whose folder it is put into
/// @param databases which are restored with their content; empty for all
/// @param delta whether the files of a cluster that is there are kept where they are right
public record RestoreSettings(
    Path into,
    List<TablespaceMapping> tablespaces,
    int threads,
    boolean durable,
    boolean quarantinedToo,
    Optional<String> owner,
    List<String> databases,
    boolean delta) {
  public static final int MAX_THREADS = 64;

  /// Throws `setting-out-of-range` for a number of threads outside of its range.
  public RestoreSettings {
    requireNonNull(into, "into is null");
    requireNonNull(owner, "owner is null");
    tablespaces = List.copyOf(tablespaces);
    databases = List.copyOf(databases);
    new SettingRange("--threads", 1, MAX_THREADS).require(threads);
  }

  public RestoreSettings(
      Path into,
      List<TablespaceMapping> tablespaces,
      int threads,
      boolean durable,
      boolean quarantinedToo) {
    this(into, tablespaces, threads, durable, quarantinedToo, Optional.empty(), List.of(), false);
  }
}
