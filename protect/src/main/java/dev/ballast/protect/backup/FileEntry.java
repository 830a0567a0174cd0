package dev.ballast.protect.backup;

import static java.util.Objects.requireNonNull;

import dev.ballast.vault.format.ChunkRef;
import java.util.List;

/// One file or folder of the data directory.
///
/// @param path relative to the data directory, `/` between names; a tablespace's files are under
///     `pg_tblspc/<oid>`, as in the server's manifest
/// @param mode permission bits
/// @param crc32c of the whole content, as the server's manifest has it; 0 for a folder
public record FileEntry(
    String path, Kind kind, long size, int mode, int crc32c, List<ChunkRef> chunks) {
  public FileEntry {
    requireNonNull(path, "path is null");
    requireNonNull(kind, "kind is null");
    chunks = List.copyOf(chunks);
  }

  /// What a path names. Links to tablespaces are recreated at restore, so they are not listed.
  public enum Kind {
    FILE,
    DIRECTORY
  }
}
