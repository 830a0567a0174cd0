package dev.ballast.postgres.page;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.PostgresError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Makes a restored cluster unable to start without its `backup_label`.
///
/// A server that finds no label believes the checkpoint in `pg_control`, which the backup copied
/// last and which may be later than the one the files need: it would skip that log, start, and be
/// corrupt. So the copied file names a checkpoint that is nowhere. With the label the server takes
/// the label's, and writes that into `pg_control` before it removes the label (`InitWalRecovery` in
/// `xlogrecovery.c`, of 14 `StartupXLOG` in `xlog.c`).
public final class LabelRequirement {
  /// An offset that a record may have, so that the file itself is sound, in the first segment of
  /// the log, which `initdb` never writes.
  static final Lsn NOWHERE = new Lsn(0xDEA8);

  private LabelRequirement() {}

  /// Changes `pg_control` of a data directory that no server has started on. A file that is missing
  /// or damaged stays as it is: no server starts with that one either.
  ///
  /// @param durable whether the change is flushed to the disk
  public static void in(Path dataDirectory, boolean durable) throws IOException {
    Path file = dataDirectory.resolve(ControlFile.NAME);
    if (!Files.isRegularFile(file)) {
      return;
    }
    ByteBuffer changed;
    try {
      changed = ByteBuffer.wrap(ControlFile.withCheckpointAt(Files.readAllBytes(file), NOWHERE));
    } catch (Fault e) {
      if (e.code() != PostgresError.CONTROL_FILE_DAMAGED) {
        throw e;
      }
      return;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      while (changed.hasRemaining()) {
        channel.write(changed);
      }
      if (durable) {
        channel.force(true);
      }
    }
  }
}
