package dev.ballast.protect.restore;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.IoReason;
import dev.ballast.protect.ProtectError;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Explains what an `IOException` under the folder to restore into means.
final class RestoreFaults {
  /// What the C library says to `ENOSPC`, and PostgreSQL in its log.
  static final String NO_SPACE = "No space left on device";

  /// A file system with less room than this takes no further file; it decides where the system's
  /// message is in a language we do not read.
  private static final long FULL_BELOW_BYTES = 64 * 1024;

  private RestoreFaults() {}

  /// @param folder any folder of the file system that was written to
  static Fault writing(Path folder, IOException e) {
    if (e instanceof ClosedByInterruptException || Thread.currentThread().isInterrupted()) {
      return CommonError.interrupted("restoring into " + folder);
    }
    if (IoReason.isOverLimit(e)) {
      return Fault.of(ProtectError.RESTORE_DISK_FULL, "a file in " + folder + " is too large")
          .detail(IoReason.of(e) + "; what was written into an empty folder was removed")
          .hint("Raise the limit on the size of files: ulimit -f unlimited.")
          .cause(e);
    }
    if (isFull(folder, e)) {
      return full(folder, String.valueOf(e.getMessage())).cause(e);
    }
    return Fault.of(ProtectError.RESTORE_TARGET_NOT_WRITABLE, "a file could not be written")
        .detail(reason(e))
        .hint("The user Ballast runs as needs to write to " + folder + ".")
        .cause(e);
  }

  /// What went wrong, with the file it went wrong at.
  static String reason(IOException e) {
    String what = String.valueOf(e.getMessage());
    return switch (e) {
      case AccessDeniedException denied -> "permission denied: " + what;
      case NoSuchFileException absent -> "no file or folder can be made there: " + what;
      case FileSystemException other -> what;
      default -> IoReason.of(e);
    };
  }

  static Fault full(Path folder, String told) {
    return Fault.of(ProtectError.RESTORE_DISK_FULL, "file system of " + folder + " is full")
        .detail(told + "; what was written into an empty folder was removed")
        .hint("Free space, or restore into another file system.");
  }

  private static boolean isFull(Path folder, IOException e) {
    if (String.valueOf(e.getMessage()).contains(NO_SPACE)) {
      return true;
    }
    try {
      return Files.getFileStore(folder).getUsableSpace() < FULL_BELOW_BYTES;
    } catch (IOException unknown) {
      return false;
    }
  }
}
