package dev.ballast.protect.restore;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.ByteSize;
import dev.ballast.evidence.Fault;
import dev.ballast.protect.ProtectError;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// How much each file system has to hold of a restore: tablespaces often are elsewhere. For one
/// thread at a time.
final class RestoreRoom {
  /// What a file takes is counted in these.
  private static final long BLOCK = 4096;

  private final Map<Path, FileStore> stores = new HashMap<>();
  private final Map<FileStore, Long> needed = new LinkedHashMap<>();

  /// A folder that need not be there yet: what is written into it goes where the nearest of its
  /// parents is.
  void folder(Path folder) throws IOException {
    Path there = folder.toAbsolutePath();
    while (Files.notExists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    stores.put(folder, Files.getFileStore(there));
  }

  /// What a file of this size takes in one of the folders.
  void need(Path folder, long bytes) {
    needed.merge(
        requireNonNull(stores.get(folder), "a file of no folder of the restore"),
        Math.ceilDiv(bytes, BLOCK) * BLOCK,
        Long::sum);
  }

  /// What an interrupted restore left in a folder, which is removed before anything is written.
  void freed(Path folder, long bytes) {
    needed.merge(requireNonNull(stores.get(folder)), -bytes, Long::sum);
  }

  /// Throws `restore-disk-full` where a file system has less room than is needed of it.
  void require() throws IOException {
    for (Map.Entry<FileStore, Long> store : needed.entrySet()) {
      long free = store.getKey().getUsableSpace();
      if (free < store.getValue()) {
        throw Fault.of(ProtectError.RESTORE_DISK_FULL, "not enough room on " + store.getKey())
            .detail(
                new ByteSize(store.getValue()) + " are needed, " + new ByteSize(free) + " are free")
            .hint("Free space, or restore into another file system. Nothing was written.");
      }
    }
  }
}
