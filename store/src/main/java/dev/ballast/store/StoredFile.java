package dev.ballast.store;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.IoReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file of a journal whose content the store has.
public final class StoredFile {
  private StoredFile() {}

  /// Removes it. Throws `journal-unwritable`.
  public static void remove(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw Fault.of(
              StoreError.JOURNAL_UNWRITABLE, "a stored file of the journal cannot be removed")
          .detail(path + ": " + IoReason.of(e))
          .cause(e);
    }
  }
}
