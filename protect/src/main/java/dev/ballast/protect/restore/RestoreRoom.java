package dev.ballast.protect.restore;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.ByteSize;
import dev.ballast.evidence.Fault;
import dev.ballast.protect.ProtectError;
import dev.ballast.protect.backup.BackupRecord;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How much each file system has to hold of a restore: tablespaces often are elsewhere. For one
/// thread at a time.
final class RestoreRoom {
  /// What a file takes is counted in these.
  static final long BLOCK = 4096;

  private final Map<Path, FileStore> stores = new HashMap<>();
  private final Map<FileStore, Long> needed = new LinkedHashMap<>();

  /// The most that the files of a backup take in one folder, without its log.
  static long most(BackupRecord record) {
    return record.totals().bytes() + record.totals().files() * BLOCK;
  }

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
    Optional<Fault> lack = lack();
    if (lack.isPresent()) {
      throw lack.get();
    }
  }

  /// `restore-disk-full`, where a file system has less room than is needed of it.
  Optional<Fault> lack() throws IOException {
    for (RestorePlan.Room room : demands()) {
      if (room.free() < room.needed()) {
        return Optional.of(
            Fault.of(ProtectError.RESTORE_DISK_FULL, "not enough room on " + room.fileSystem())
                .detail(
                    new ByteSize(room.needed())
                        + " are needed, "
                        + new ByteSize(room.free())
                        + " are free")
                .hint("Free space, or restore into another file system. Nothing was written."));
      }
    }
    return Optional.empty();
  }

  /// What each file system has to hold, and has.
  List<RestorePlan.Room> demands() throws IOException {
    List<RestorePlan.Room> demands = new ArrayList<>();
    for (Map.Entry<FileStore, Long> store : needed.entrySet()) {
      demands.add(
          new RestorePlan.Room(
              store.getKey().toString(), store.getValue(), store.getKey().getUsableSpace()));
    }
    return demands;
  }
}
