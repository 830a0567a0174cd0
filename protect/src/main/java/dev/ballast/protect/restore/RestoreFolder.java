package dev.ballast.protect.restore;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Progress;
import dev.ballast.postgres.server.Directories;
import dev.ballast.postgres.server.PostgresServer;
import dev.ballast.protect.ProtectError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/// A folder that is being restored into. While it is, a marker file lies in it, locked by this
/// process: a marker whose lock is free tells the next restore that this one was killed, so that it
/// may clear the folder and begin anew. For one thread at a time.
final class RestoreFolder implements AutoCloseable {
  private static final String MARKER = ".ballast-restore";

  private final Path path;
  private final boolean wasThere;
  private final FileChannel marker;
  private boolean kept;

  private RestoreFolder(Path path, boolean wasThere, FileChannel marker) {
    this.path = path;
    this.wasThere = wasThere;
    this.marker = marker;
  }

  /// Takes an empty or absent folder.
  ///
  /// Throws `restore-target-not-empty` when it holds anything but the rest of a killed restore.
  static RestoreFolder take(Path path, Progress progress) {
    try {
      boolean wasThere = Files.exists(path);
      if (wasThere) {
        clearKilledRestore(path, progress);
        requireEmpty(path);
      } else {
        Files.createDirectories(path);
      }
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
      FileChannel marker =
          FileChannel.open(
              path.resolve(MARKER), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      marker.lock();
      return new RestoreFolder(path, wasThere, marker);
    } catch (IOException e) {
      throw Fault.of(
              ProtectError.RESTORE_TARGET_NOT_WRITABLE,
              "folder " + path + " cannot be restored into")
          .detail(e.toString())
          .hint("Name a folder whose parent this user may write.")
          .cause(e);
    }
  }

  private static void clearKilledRestore(Path path, Progress progress) throws IOException {
    Path marker = path.resolve(MARKER);
    if (!Files.exists(marker)) {
      return;
    }
    try (FileChannel channel = FileChannel.open(marker, StandardOpenOption.WRITE)) {
      if (channel.tryLock() == null) {
        throw inUse(path);
      }
    } catch (OverlappingFileLockException e) {
      throw inUse(path).cause(e);
    }
    PostgresServer.endOrphan(path);
    progress.note("removing what an interrupted restore left in " + path);
    clear(path);
  }

  private static Fault inUse(Path path) {
    return Fault.of(
        ProtectError.RESTORE_TARGET_NOT_EMPTY, "another restore into " + path + " is running");
  }

  private static void requireEmpty(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      throw Fault.of(ProtectError.RESTORE_TARGET_NOT_EMPTY, path + " is not a folder");
    }
    try (Stream<Path> entries = Files.list(path)) {
      List<String> found = entries.limit(3).map(p -> p.getFileName().toString()).toList();
      if (!found.isEmpty()) {
        throw Fault.of(ProtectError.RESTORE_TARGET_NOT_EMPTY, "folder " + path + " is not empty")
            .detail("it holds " + String.join(", ", found))
            .hint("Name an empty or absent folder; Ballast never writes over files.");
      }
    }
  }

  private static void clear(Path path) throws IOException {
    // The marker goes last: a clearing that is itself cut short can then be taken up again.
    try (Stream<Path> entries = Files.list(path)) {
      entries.filter(p -> !p.getFileName().toString().equals(MARKER)).forEach(Directories::delete);
    }
    Files.deleteIfExists(path.resolve(MARKER));
  }

  Path path() {
    return path;
  }

  /// The restore is whole: the files stay.
  void keep() {
    kept = true;
  }

  /// Lets go of the folder; unless it was kept, all that was written into it is removed first.
  @Override
  public void close() {
    try (marker) {
      if (kept) {
        Files.deleteIfExists(path.resolve(MARKER));
        return;
      }
      clear(path);
      if (!wasThere) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
