package dev.ballast.evidence;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import java.util.Optional;

/// What an `IOException` says, in words: Java names many a kind in the class's name only, and the
/// message is a path.
public final class IoReason {
  private IoReason() {}

  /// The reason, with the file where the exception names one.
  public static String of(IOException e) {
    return e instanceof FileSystemException file && file.getFile() != null
        ? withoutFile(e) + ": " + file.getFile()
        : withoutFile(e);
  }

  /// The reason alone, for a message that names the file itself.
  public static String withoutFile(IOException e) {
    return switch (e) {
      case AccessDeniedException _ -> "permission denied";
      case NoSuchFileException _ -> "no such file or folder";
      case NotDirectoryException _ -> "not a folder";
      case FileAlreadyExistsException _ -> "it exists already";
      case DirectoryNotEmptyException _ -> "the folder is not empty";
      case FileSystemLoopException _ -> "too many links";
      case FileSystemException file when file.getReason() != null -> file.getReason();
      case FileNotFoundException other -> String.valueOf(other.getMessage());
      default ->
          Optional.ofNullable(e.getMessage())
              .filter(message -> !message.isBlank())
              .orElseGet(() -> inWords(e));
    };
  }

  /// Whether a file became larger than this process may make one: `ulimit -f`.
  public static boolean isOverLimit(IOException e) {
    return String.valueOf(e.getMessage()).contains("File too large");
  }

  /// `ClosedChannelException` is "closed channel".
  private static String inWords(IOException e) {
    return e.getClass()
        .getSimpleName()
        .replaceFirst("(IO)?Exception$", "")
        .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
        .toLowerCase(Locale.ROOT);
  }
}
