package dev.ballast.lab.clone;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.IoReason;
import dev.ballast.evidence.json.Json;
import dev.ballast.lab.LabError;
import dev.ballast.lab.twin.PageCounts;
import dev.ballast.machine.RandomName;
import dev.ballast.protect.backup.BackupRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import tools.jackson.core.JacksonException;

/// The folder of one clone: what describes it, its state, and the copies that are in use.
///
/// @param path the folder
record CloneFolder(Path path) {
  private static final String RECORD = "clone.json";
  private static final String KEYS = "keys.json";
  private static final String BACKUP = "backup.json";
  private static final String LEASE = "lease.json";

  /// In place of the backup's, of a twin.
  private static final String TWIN = "twin.json";

  /// What copies are made of; nobody but this process's user may enter it once it is ready.
  Path state() {
    return path.resolve("state");
  }

  static Path data(Path state) {
    return state.resolve("data");
  }

  static Path tablespace(Path state, long oid) {
    return state.resolve("tablespace-" + oid);
  }

  /// Takes the copies that are in use.
  Path runs() {
    return path.resolve("r");
  }

  /// Bytes that are free in its file system.
  long free() {
    try {
      return Files.getFileStore(path).getUsableSpace();
    } catch (IOException e) {
      throw notWritable(e);
    }
  }

  /// Beside the folder, since it is there before and after.
  Path lock() {
    return path.resolveSibling("." + path.getFileName() + ".lock");
  }

  /// Whether a clone is in it. A folder gets this name when all of the clone is there.
  boolean isThere() {
    return Files.isRegularFile(path.resolve(RECORD), LinkOption.NOFOLLOW_LINKS);
  }

  void write(CloneRecord record, CloneKeys keys, BackupRecord backup) {
    put(KEYS, keys);
    put(BACKUP, backup);
    put(RECORD, record);
  }

  /// What is kept about a twin in place of a backup.
  ///
  /// @param origin of what it is made
  /// @param pages how long the files of a copy are made
  record TwinFiles(BackupRecord.Origin origin, PageCounts pages) {}

  void write(CloneRecord record, CloneKeys keys, TwinFiles twin) {
    put(KEYS, keys);
    put(TWIN, twin);
    put(RECORD, record);
  }

  void write(Lease lease) {
    put(LEASE, lease);
  }

  CloneRecord record() {
    return read(RECORD, CloneRecord.class);
  }

  CloneKeys keys() {
    return read(KEYS, CloneKeys.class);
  }

  /// Of what it is made.
  BackupRecord.Origin origin() {
    return record().hasRows()
        ? read(BACKUP, BackupRecord.class).origin()
        : read(TWIN, TwinFiles.class).origin();
  }

  /// How long the files of a copy are made; none are of a clone that has its rows.
  PageCounts pages() {
    return record().hasRows() ? new PageCounts(List.of()) : read(TWIN, TwinFiles.class).pages();
  }

  Lease lease() {
    return read(LEASE, Lease.class);
  }

  private void put(String name, Object value) {
    Path fresh = path.resolve("." + name + "-" + RandomName.of(4));
    try {
      Files.createFile(
          fresh,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(fresh, Json.write(value));
      Files.move(fresh, path.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw notWritable(e);
    }
  }

  private <T> T read(String name, Class<T> type) {
    Path file = path.resolve(name);
    try {
      return Json.read(Files.readAllBytes(file), type);
    } catch (IOException e) {
      throw unreadable(file, IoReason.withoutFile(e), e);
    } catch (JacksonException e) {
      throw unreadable(file, e.getOriginalMessage(), e);
    }
  }

  private static Fault unreadable(Path file, String why, Exception e) {
    return Fault.of(LabError.CLONE_UNREADABLE, "cannot read " + file)
        .detail(why)
        .hint("Destroy the clone and create it again.")
        .cause(e);
  }

  Fault notWritable(IOException e) {
    return Fault.of(LabError.LAB_NOT_WRITABLE, "cannot write in " + path)
        .detail(IoReason.of(e))
        .hint("Free space there, or name another folder with --lab.")
        .cause(e);
  }
}
