package dev.ballast.protect.restore;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/// Where a tablespace goes.
///
/// @param location its absolute path on the source
/// @param into the folder that takes it, absolute, empty or absent
public record TablespaceMapping(String location, Path into) {
  public TablespaceMapping {
    requireNonNull(location, "location is null");
    if (!into.isAbsolute()) {
      throw new IllegalArgumentException("not an absolute path: " + into);
    }
  }
}
