package dev.ballast.postgres.wire;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.wire.protocol.ConnectionLoss;
import dev.ballast.postgres.wire.protocol.MessageReader;
import dev.ballast.postgres.wire.protocol.Wire;
import java.util.HashMap;
import java.util.Map;

/// The data of a base backup as 15 and later send it: one COPY, in which each message's first byte
/// says whether it begins an archive (`n`), the manifest (`m`), carries data (`d`) or progress
/// (`p`). For one thread, once.
final class CopyForAll implements CopyPart {
  /// Bound on the name and path that begin an archive: two of `MAXPGPATH`.
  private static final int NEW_ARCHIVE_LIMIT = 2 * 1024 + 2;

  /// What the last message that was not data announced.
  private enum Next {
    ARCHIVE,
    MANIFEST,
    END
  }

  private final BaseBackup backup;
  private final Wire wire;
  private Next next = Next.END;
  private String archiveName = "";

  CopyForAll(BaseBackup backup) {
    this.backup = backup;
    this.wire = backup.wire();
  }

  void run(BaseBackupStart start, boolean withManifest) {
    byte type = wire.next();
    switch (type) {
      case 'H' -> wire.reader().skip();
      case 'E' -> throw backup.failure();
      default -> throw wire.unexpected(type);
    }
    if (advance()) {
      throw ConnectionLoss.violation("data of the backup came before the archive it belongs to");
    }
    Map<String, ArchiveHeader> expected = new HashMap<>();
    start.tablespaces().stream()
        .map(ArchiveHeader::of)
        .forEach(header -> expected.put(header.name(), header));
    expected.put(ArchiveHeader.BASE, ArchiveHeader.ofBase());
    while (next == Next.ARCHIVE) {
      ArchiveHeader header = expected.remove(archiveName);
      if (header == null) {
        throw ConnectionLoss.violation("the server sends an archive it did not announce");
      }
      backup.archive(header, this);
    }
    if (!expected.isEmpty()) {
      throw incomplete("archives of " + expected.size() + " tablespaces");
    }
    if (withManifest) {
      if (next != Next.MANIFEST) {
        throw incomplete("the manifest");
      }
      backup.manifest(this);
    }
    if (next != Next.END) {
      throw ConnectionLoss.violation("the backup continues after its end");
    }
  }

  private static Fault incomplete(String what) {
    return ConnectionLoss.violation("the backup ended without " + what);
  }

  @Override
  public boolean advance() {
    while (true) {
      byte type = wire.next();
      switch (type) {
        case 'd' -> {
          Kind kind = readKind();
          if (kind != Kind.SKIPPED) {
            return kind == Kind.DATA;
          }
        }
        case 'c' -> {
          wire.reader().skip();
          next = Next.END;
          return false;
        }
        case 'E' -> throw backup.failure();
        default -> throw wire.unexpected(type);
      }
    }
  }

  private enum Kind {
    DATA,
    BOUNDARY,
    SKIPPED
  }

  private Kind readKind() {
    MessageReader reader = wire.reader();
    byte kind = reader.int8();
    return switch (kind) {
      case 'd' -> reader.remaining() > 0 ? Kind.DATA : Kind.SKIPPED;
      case 'p' -> {
        reader.skip(); // we count ourselves, in bytes that arrived
        yield Kind.SKIPPED;
      }
      case 'n' -> {
        if (reader.remaining() > NEW_ARCHIVE_LIMIT) {
          throw ConnectionLoss.violation("the name of an archive is too long");
        }
        archiveName = reader.payload().cstring();
        next = Next.ARCHIVE;
        yield Kind.BOUNDARY;
      }
      case 'm' -> {
        reader.skip();
        next = Next.MANIFEST;
        yield Kind.BOUNDARY;
      }
      default ->
          throw ConnectionLoss.violation(
              "the backup holds a message of unknown kind " + MessageReader.name(kind));
    };
  }
}
