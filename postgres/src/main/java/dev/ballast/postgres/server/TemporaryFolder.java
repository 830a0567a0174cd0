package dev.ballast.postgres.server;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.IoReason;
import dev.ballast.evidence.Undo;
import dev.ballast.machine.Directories;
import dev.ballast.machine.MachineError;
import dev.ballast.machine.OwnFolder;
import dev.ballast.machine.Places;
import dev.ballast.machine.RandomName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A folder of one process, held by a file lock that the operating system frees when the process
/// ends in whatever way; so a folder whose lock is free belongs to no process. For one thread at a
/// time.
///
/// The lock's file is beside the folder, as `NAME.lock`: it is there before the folder is and goes
/// after it, so that a process may end between any two steps and [#sweep] finds what it left.
public final class TemporaryFolder implements AutoCloseable {
  private static final String LOCK = ".lock";
  private static final String PERMISSIONS = Places.isRoot() ? "rwx--x--x" : "rwx------";

  /// Of a lock's file: another user could hold what he may open.
  private static final Set<PosixFilePermission> OWN = PosixFilePermissions.fromString("rw-------");

  /// The folders of this process. POSIX drops a process's lock on a file as soon as *any* of its
  /// descriptors for that file is closed, so their locks must not even be opened.
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel lock;

  private TemporaryFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /// A new folder. It stays this process's own: a server's user may pass through it to what is
  /// handed over in it, and see nothing else.
  ///
  /// Throws `temporary-folder-failed` where the temporary directory cannot be written, and
  /// `temporary-folder-unsafe` where somebody else was there first.
  public static TemporaryFolder create(String purpose) {
    return create(Places.temporary(), purpose);
  }

  /// A new folder below another root than that of temporary folders.
  ///
  /// @param root made where it is missing; this user's alone
  public static TemporaryFolder create(Path root, String purpose) {
    try {
      OwnFolder.require(root, PERMISSIONS);
      while (true) {
        Path path = root.resolve(purpose + "-" + RandomName.of(5));
        Optional<FileChannel> lock = take(path);
        if (lock.isPresent()) {
          try (Undo<RuntimeException> undo = Undo.unlessKept(() -> drop(path, lock.get()))) {
            Files.createDirectory(path);
            // The process's mask must not take away what the server's user needs.
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(PERMISSIONS));
            return undo.keep(new TemporaryFolder(path, lock.get()));
          }
        }
      }
    } catch (IOException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw CommonError.interrupted("making a temporary folder");
      }
      throw Fault.of(MachineError.TEMPORARY_FOLDER_FAILED, "no folder can be made in " + root)
          .detail(IoReason.of(e))
          .hint("Free space there, or set BALLAST_TEMP to a folder that this user may write.")
          .cause(e);
    }
  }

  private static Path lockOf(Path folder) {
    return folder.resolveSibling(folder.getFileName() + LOCK);
  }

  /// Takes a name; returns nothing where a sweep was between the lock's file and its lock.
  private static Optional<FileChannel> take(Path path) throws IOException {
    HELD.add(path);
    try (Undo<RuntimeException> held = Undo.unlessKept(() -> HELD.remove(path))) {
      FileChannel lock =
          FileChannel.open(
              lockOf(path),
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(OWN));
      // An interrupt closes a channel that waits for its lock, and must not leave the file.
      try (Undo<IOException> undo = Undo.unlessKept(() -> discard(path, lock))) {
        lock.lock();
        if (Files.notExists(lockOf(path))) {
          return Optional.empty();
        }
        held.keep();
        return Optional.of(undo.keep(lock));
      }
    }
  }

  private static void discard(Path path, FileChannel lock) throws IOException {
    try (lock) {
      Files.deleteIfExists(lockOf(path));
    }
  }

  private static void drop(Path path, FileChannel lock) {
    try (lock) {
      Directories.delete(path);
      Files.deleteIfExists(lockOf(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      HELD.remove(path);
    }
  }

  public Path path() {
    return path;
  }

  /// Removes the folders of processes that are gone, ending servers that still run in them. Returns
  /// what it removed.
  public static List<Path> sweep() {
    return sweep(Places.temporary());
  }

  /// As [#sweep()], below another root.
  public static List<Path> sweep(Path root) {
    return sweep(root, folder -> {});
  }

  /// As [#sweep(Path)], for folders with more in them than a cluster.
  ///
  /// @param before is given each folder that belongs to no process, before it is removed
  public static List<Path> sweep(Path root, Consumer<Path> before) {
    if (!Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    List<Path> removed = new ArrayList<>();
    try {
      OwnFolder.require(root, PERMISSIONS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (Path folder : locked(root)) {
      if (removeIfNobodys(folder, before)) {
        removed.add(folder);
      }
    }
    return List.copyOf(removed);
  }

  /// Other locks that lie in the same folder have names that begin with a dot.
  private static List<Path> locked(Path root) {
    try (Stream<Path> all = Files.list(root)) {
      return all.map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(LOCK) && !name.startsWith("."))
          .map(name -> root.resolve(name.substring(0, name.length() - LOCK.length())))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Fault left(IOException e) {
    if (Thread.currentThread().isInterrupted()) {
      return CommonError.interrupted("removing a temporary folder");
    }
    return Fault.of(MachineError.TEMPORARY_FOLDER_LEFT, "cannot remove " + path)
        .detail(IoReason.of(e))
        .hint("Remove it: it may hold a decrypted copy. The next run of Ballast tries again.")
        .cause(e);
  }

  /// Removes a folder that belongs to no process, and says whether it was one.
  private static boolean removeIfNobodys(Path folder, Consumer<Path> before) {
    if (HELD.contains(folder)) {
      return false;
    }
    try (FileChannel lock = FileChannel.open(lockOf(folder), StandardOpenOption.WRITE)) {
      if (lock.tryLock() == null) {
        return false;
      }
      boolean there = Files.exists(folder, LinkOption.NOFOLLOW_LINKS);
      if (there) {
        before.accept(folder);
        PostgresServer.endOrphan(folder.resolve("data"));
        Directories.delete(folder);
      }
      Files.deleteIfExists(lockOf(folder));
      return there;
    } catch (NoSuchFileException e) {
      // Its owner, or another sweep, has just removed it.
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Removes the folder; throws `temporary-folder-left` where it cannot be removed. A second time
  /// there is nothing to do.
  @Override
  public void close() {
    if (!HELD.contains(path)) {
      return;
    }
    try (lock) {
      Directories.delete(path);
      // Last: a sweep finds by it what could not be removed.
      Files.deleteIfExists(lockOf(path));
    } catch (UncheckedIOException e) {
      throw left(e.getCause());
    } catch (IOException e) {
      throw left(e);
    } finally {
      HELD.remove(path);
    }
  }
}
