package dev.ballast.postgres;

/// What a server says of a connection that it refuses, where several causes share one SQLSTATE and
/// only the text tells them apart. The parts of the messages that are names of files or parameters
/// stand in every language; the others are read in English only, and their lack means nothing.
public enum RefusalMessage {
  /// No line of the file admits the connection, or one rejects it: `ClientAuthentication` in
  /// `src/backend/libpq/auth.c`, 28000.
  NOT_ADMITTED("pg_hba.conf"),

  /// The refused connection was not encrypted: the same message of `auth.c`.
  NOT_ENCRYPTED("no encryption"),

  /// A role without LOGIN: `InitializeSessionUserId` in `src/backend/utils/init/miscinit.c`, 28000.
  ROLE_WITHOUT_LOGIN("is not permitted to log in"),

  /// The same function, 28000.
  ROLE_MISSING("does not exist"),

  /// The role's own limit: the same function, 53300.
  ROLE_LIMIT("for role"),

  /// The database's own limit: `CheckMyDatabase` in `src/backend/utils/init/postinit.c`, 53300.
  DATABASE_LIMIT("for database"),

  /// `InitProcess` in `src/backend/storage/lmgr/proc.c`, 53300.
  WAL_SENDER_LIMIT("max_wal_senders"),

  /// `CheckSlotRequirements` in `src/backend/replication/slot.c`, 55000, and in the hint of
  /// `ReplicationSlotCreate` there, 53400.
  SLOT_LIMIT("max_replication_slots");

  private final String part;

  RefusalMessage(String part) {
    this.part = part;
  }

  /// Whether the server's message, or its hint, says so.
  public boolean isIn(String message) {
    return message.contains(part);
  }
}
