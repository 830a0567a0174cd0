package dev.ballast.protect.backup;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/// A file that has arrived and is being stored by other threads.
interface PendingEntry {
  /// Whether [#entry] returns without waiting for them.
  boolean isStored();

  /// The file, once all of it is stored; throws what kept a part from being stored.
  FileEntry entry();

  /// What a thread has done, waited for.
  static <T> T result(Future<T> part) {
    try {
      return part.get();
    } catch (InterruptedException e) {
      throw CommonError.interrupted("storing a backup");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Fault fault) {
        throw fault;
      }
      throw new IllegalStateException("a chunk could not be stored", e.getCause());
    }
  }
}
