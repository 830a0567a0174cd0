package dev.ballast.postgres.wire;

import dev.ballast.postgres.wire.protocol.Wire;

/// The data of a base backup as 14 sends it: a COPY of its own for each archive in the order of the
/// tablespaces, and one for the manifest. For one thread, once.
final class CopyPerArchive implements CopyPart {
  private final BaseBackup backup;
  private final Wire wire;

  CopyPerArchive(BaseBackup backup) {
    this.backup = backup;
    this.wire = backup.wire();
  }

  void run(BaseBackupStart start, boolean withManifest) {
    for (Tablespace tablespace : start.tablespaces()) {
      begin();
      backup.archive(ArchiveHeader.of(tablespace), this);
    }
    begin();
    backup.archive(ArchiveHeader.ofBase(), this);
    if (withManifest) {
      begin();
      backup.manifest(this);
    }
  }

  private void begin() {
    byte type = wire.next();
    switch (type) {
      case 'H' -> wire.reader().skip();
      case 'E' -> throw backup.failure();
      default -> throw wire.unexpected(type);
    }
  }

  @Override
  public boolean advance() {
    while (true) {
      byte type = wire.next();
      switch (type) {
        case 'd' -> {
          if (wire.reader().remaining() > 0) {
            return true;
          }
        }
        case 'c' -> {
          wire.reader().skip();
          return false;
        }
        case 'E' -> throw backup.failure();
        default -> throw wire.unexpected(type);
      }
    }
  }
}
