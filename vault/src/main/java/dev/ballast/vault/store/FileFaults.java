package dev.ballast.vault.store;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.IoReason;
import dev.ballast.vault.format.VaultError;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Explains what an `IOException` at the vault's folder means.
final class FileFaults {
  /// A file system with less room than this cannot take the next object; it decides where the
  /// system's message is in a language we do not read.
  private static final long FULL_BELOW_BYTES = 64 * 1024;

  private FileFaults() {}

  static Fault writing(Path folder, String name, IOException e) {
    if (isInterrupt(e)) {
      return CommonError.interrupted("writing " + name);
    }
    if (IoReason.isOverLimit(e)) {
      return Fault.of(VaultError.VAULT_FULL, "a file of the vault at " + folder + " is too large")
          .detail("while writing " + name + "; no partly written object is visible")
          .hint("Raise the limit on the size of files: ulimit -f unlimited.")
          .cause(e);
    }
    if (isFull(folder, e)) {
      return Fault.of(VaultError.VAULT_FULL, "no space is left for the vault at " + folder)
          .detail("while writing " + name + "; no partly written object is visible")
          .hint("Free space on that file system, or move the vault to a larger one.")
          .cause(e);
    }
    return Fault.of(VaultError.VAULT_NOT_WRITABLE, "cannot write to the vault at " + folder)
        .detail("while writing " + name + ": " + IoReason.withoutFile(e))
        .hint("The user Ballast runs as needs to write there; a disk may also be failing.")
        .cause(e);
  }

  static Fault reading(Path folder, String name, IOException e) {
    if (isInterrupt(e)) {
      return CommonError.interrupted("reading " + name);
    }
    return Fault.of(VaultError.VAULT_UNREADABLE, "cannot read the vault at " + folder)
        .detail("while reading " + name + ": " + IoReason.withoutFile(e))
        .hint("The user Ballast runs as needs to read there; a disk may also be failing.")
        .cause(e);
  }

  private static boolean isInterrupt(IOException e) {
    return e instanceof ClosedByInterruptException || Thread.currentThread().isInterrupted();
  }

  private static boolean isFull(Path folder, IOException e) {
    String message = IoReason.withoutFile(e).toLowerCase(Locale.ROOT);
    if (message.contains("no space left") || message.contains("quota exceeded")) {
      return true;
    }
    try {
      return Files.getFileStore(folder).getUsableSpace() < FULL_BELOW_BYTES;
    } catch (IOException unknown) {
      return false;
    }
  }
}
