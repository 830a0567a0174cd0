package dev.ballast.postgres.wal;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/// The creation or removal of a database's folder (commands/dbcommands_xlog.h). It happens when the
/// record is replayed, before the transaction commits.
///
/// @param source the database that is copied; 0 where there is none
/// @param tablespace the folder's, of a removal the first
public record DatabaseChange(Kind kind, long database, long tablespace, long source) {
  /// What becomes of the database.
  public enum Kind {
    /// The folder is copied from another database's.
    COPIED,
    /// An empty folder; its content follows in the log.
    CREATED,
    DROPPED
  }

  private static final int MANAGER = 4;
  private static final int OPERATION_MASK = 0xF0;
  private static final int FIRST_WITH_LOGGED_COPIES = 15;

  public DatabaseChange {
    requireNonNull(kind, "kind is null");
  }

  /// What the record says; empty where it is none, or is cut off.
  public static Optional<DatabaseChange> of(RecordContent content) {
    if (content.record().resourceManager() != MANAGER) {
      return Optional.empty();
    }
    Kind kind =
        switch (content.record().info() & OPERATION_MASK) {
          case 0x00 -> Kind.COPIED;
          case 0x10 -> content.major() < FIRST_WITH_LOGGED_COPIES ? Kind.DROPPED : Kind.CREATED;
          default -> Kind.DROPPED;
        };
    int size = kind == Kind.DROPPED ? 12 : kind == Kind.COPIED ? 16 : 8;
    if (content.mainLength() < size) {
      return Optional.empty();
    }
    long first = word(content, 0);
    return Optional.of(
        new DatabaseChange(
            kind,
            first,
            word(content, kind == Kind.DROPPED ? 8 : 4),
            kind == Kind.COPIED ? word(content, 8) : 0));
  }

  private static long word(RecordContent content, int offset) {
    return (long) content.mainShort(offset + 2) << 16 | content.mainShort(offset);
  }
}
