package dev.ballast.lab.clone;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.json.Json;
import dev.ballast.lab.LabError;
import dev.ballast.protect.backup.BackupRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;

/// The folder of one clone: what describes it, its files, and the copies that are in use.
///
/// @param path the folder
record CloneFolder(Path path) {
  private static final String RECORD = "clone.json";
  private static final String KEYS = "keys.json";
  private static final String BACKUP = "backup.json";

  Path data() {
    return path.resolve("data");
  }

  Path tablespace(long oid) {
    return path.resolve("tablespace-" + oid);
  }

  /// Takes the copies that are in use.
  Path runs() {
    return path.resolve("r");
  }

  /// Whether a clone in it is whole: the record is written last.
  boolean isWhole() {
    return Files.exists(path.resolve(RECORD));
  }

  void write(CloneRecord record, CloneKeys keys, BackupRecord backup) {
    put(KEYS, keys);
    put(BACKUP, backup);
    put(RECORD, record);
  }

  CloneRecord record() {
    return read(RECORD, CloneRecord.class);
  }

  CloneKeys keys() {
    return read(KEYS, CloneKeys.class);
  }

  BackupRecord backup() {
    return read(BACKUP, BackupRecord.class);
  }

  /// The bytes of the data directory and the tablespaces.
  long bytes() {
    try (Stream<Path> files = Files.walk(path)) {
      long bytes = 0;
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
      return bytes;
    } catch (IOException e) {
      throw notWritable(e);
    }
  }

  private void put(String name, Object value) {
    Path fresh = path.resolve(name + ".new");
    try {
      Files.deleteIfExists(fresh);
      Files.createFile(
          fresh,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(fresh, Json.write(value));
      Files.move(fresh, path.resolve(name));
    } catch (IOException e) {
      throw notWritable(e);
    }
  }

  private <T> T read(String name, Class<T> type) {
    Path file = path.resolve(name);
    try {
      return Json.read(Files.readAllBytes(file), type);
    } catch (IOException | JacksonException e) {
      throw Fault.of(LabError.CLONE_UNREADABLE, "cannot read " + file)
          .detail(String.valueOf(e.getMessage()))
          .hint("Destroy the clone and create it again.")
          .cause(e);
    }
  }

  Fault notWritable(IOException e) {
    return Fault.of(LabError.LAB_NOT_WRITABLE, "cannot write in " + path)
        .detail(String.valueOf(e.getMessage()))
        .hint("Free space there, or name another folder with --lab.")
        .cause(e);
  }
}
