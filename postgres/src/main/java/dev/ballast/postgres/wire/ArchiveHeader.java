package dev.ballast.postgres.wire;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/// Names one tar archive of a base backup.
///
/// @param name `base.tar`, or the tablespace's oid as in `16384.tar`
/// @param tablespace absent for the base directory
public record ArchiveHeader(String name, Optional<Tablespace> tablespace) {
  static final String BASE = "base.tar";

  public ArchiveHeader {
    requireNonNull(name, "name is null");
    requireNonNull(tablespace, "tablespace is null");
  }

  static ArchiveHeader ofBase() {
    return new ArchiveHeader(BASE, Optional.empty());
  }

  static ArchiveHeader of(Tablespace tablespace) {
    return new ArchiveHeader(tablespace.oid() + ".tar", Optional.of(tablespace));
  }
}
