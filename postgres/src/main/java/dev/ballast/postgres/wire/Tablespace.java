package dev.ballast.postgres.wire;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/// A tablespace other than `pg_default` and `pg_global`, which live in the base directory.
///
/// @param location absolute path on the server
/// @param kilobytes estimated size; absent when [BaseBackupOptions#sizes()] was not requested
public record Tablespace(long oid, String location, Optional<Long> kilobytes) {
  public Tablespace {
    requireNonNull(location, "location is null");
    requireNonNull(kilobytes, "kilobytes is null");
    if (oid < 1 || oid > 0xFFFF_FFFFL) {
      throw new IllegalArgumentException("oid is out of range: " + oid);
    }
  }
}
