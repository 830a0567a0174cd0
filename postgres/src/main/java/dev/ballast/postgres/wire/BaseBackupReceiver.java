package dev.ballast.postgres.wire;

/// Takes a base backup as it arrives, on the thread that runs it.
///
/// A stream is valid only during its call; what a call leaves unread is read and thrown away. An
/// exception from any of these ends the backup and the connection, and reaches the caller as it is.
public interface BaseBackupReceiver {

  /// Called once, before any archive.
  void onStart(BaseBackupStart start);

  /// Called once for each archive, the base directory's last.
  ///
  /// @param tar ustar without the two zero blocks at the end, which PostgreSQL does not send
  void onArchive(ArchiveHeader header, BackupStream tar);

  /// Called once after the archives when a manifest was requested.
  void onManifest(BackupStream json);

  /// Called every [BackupStream#PROGRESS_STEP_BYTES] and at the end of each archive.
  ///
  /// @param bytes of all archives so far
  default void onProgress(long bytes) {}
}
