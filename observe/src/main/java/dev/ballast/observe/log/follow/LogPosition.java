package dev.ballast.observe.log.follow;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/// Where reading is resumed.
///
/// @param file which file it is, whatever its name is by now: its device and inode
/// @param offset the first byte that was not read as part of a complete message
/// @param modified when the file had last changed: files that are older were read
public record LogPosition(String file, long offset, Instant modified) {
  public LogPosition {
    requireNonNull(file, "file is null");
    requireNonNull(modified, "modified is null");
    if (offset < 0) {
      throw new IllegalArgumentException("a negative offset");
    }
  }
}
