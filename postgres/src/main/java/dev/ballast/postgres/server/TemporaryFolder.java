package dev.ballast.postgres.server;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.PostgresError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// A folder of one process, held by a file lock that the operating system frees when the process
/// ends in whatever way; so a folder whose lock is free is nobody's. For one thread at a time.
public final class TemporaryFolder implements AutoCloseable {
  private static final String LOCK = "owner.lock";

  /// A lock file that is not locked yet; no sweep looks at it.
  private static final String NEW_LOCK = "owner.new";

  /// The folders of this process. POSIX drops a process's lock on a file as soon as *any* of its
  /// descriptors for that file is closed, so their locks must not even be opened.
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel lock;

  private TemporaryFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /// A new folder, passable for the user a server runs as.
  ///
  /// Throws `temporary-folder-failed` where the temporary directory cannot be written.
  public static TemporaryFolder create(String purpose) {
    Path root = root();
    try {
      Files.createDirectories(root);
      Path path = Files.createTempDirectory(root, purpose + "-");
      boolean made = false;
      try {
        TemporaryFolder folder = take(path);
        made = true;
        return folder;
      } finally {
        if (!made) {
          HELD.remove(path);
          Directories.delete(path);
        }
      }
    } catch (IOException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw CommonError.interrupted("making a temporary folder");
      }
      throw Fault.of(PostgresError.TEMPORARY_FOLDER_FAILED, "no folder can be made in " + root)
          .detail(e.toString())
          .hint("Free space there, or set TMPDIR to a folder that this user may write.")
          .cause(e);
    }
  }

  private static TemporaryFolder take(Path path) throws IOException {
    HELD.add(path);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx--x--x"));
    Path fresh = path.resolve(NEW_LOCK);
    FileChannel lock =
        FileChannel.open(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    lock.lock();
    // Another process's sweep sees the file under this name only once it is locked.
    Files.move(fresh, path.resolve(LOCK), StandardCopyOption.ATOMIC_MOVE);
    ServerUser.ofThisProcess().own(path);
    return new TemporaryFolder(path, lock);
  }

  public Path path() {
    return path;
  }

  /// Removes the folders of processes that are gone, ending servers that still run in them. Answers
  /// what it removed.
  public static List<Path> sweep() {
    Path root = root();
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    List<Path> removed = new ArrayList<>();
    try (Stream<Path> folders = Files.list(root)) {
      for (Path folder : folders.filter(f -> Files.exists(f.resolve(LOCK))).toList()) {
        if (isNobodys(folder)) {
          PostgresServer.endOrphan(folder.resolve("data"));
          Directories.delete(folder);
          removed.add(folder);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(removed);
  }

  private static boolean isNobodys(Path folder) throws IOException {
    if (HELD.contains(folder)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE)) {
      return channel.tryLock() != null;
    } catch (NoSuchFileException e) {
      // Its owner, or another sweep, has just removed it.
      return false;
    }
  }

  private static Path root() {
    return Path.of(System.getProperty("java.io.tmpdir"), "ballast-" + Places.uid());
  }

  @Override
  public void close() {
    try (lock) {
      Directories.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      HELD.remove(path);
    }
  }
}
