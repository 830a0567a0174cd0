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
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A folder of one process, held by a file lock that the operating system frees when the process
/// ends in whatever way; so a folder whose lock is free belongs to no process. For one thread at a
/// time.
public final class TemporaryFolder implements AutoCloseable {
  private static final String LOCK = "owner.lock";
  private static final String PERMISSIONS = Places.isRoot() ? "rwx--x--x" : "rwx------";

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
      Path path =
          Files.createDirectory(
              root.resolve(purpose + "-" + RandomName.of(5)),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(PERMISSIONS)));
      try (Undo<RuntimeException> undo = Undo.unlessKept(() -> drop(path))) {
        return undo.keep(take(path));
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

  private static void drop(Path path) {
    HELD.remove(path);
    Directories.delete(path);
  }

  private static TemporaryFolder take(Path path) throws IOException {
    HELD.add(path);
    // The process's mask may have taken away what the server's user needs.
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(PERMISSIONS));
    Path fresh = path.resolve(NEW_LOCK);
    FileChannel lock =
        FileChannel.open(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (Undo<IOException> undo = Undo.unlessKept(lock::close)) {
      lock.lock();
      // Another process's sweep sees the file under this name only once it is locked.
      Files.move(fresh, path.resolve(LOCK), StandardCopyOption.ATOMIC_MOVE);
      return undo.keep(new TemporaryFolder(path, lock));
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
    try (Stream<Path> folders = Files.list(root)) {
      for (Path folder : folders.filter(f -> Files.exists(f.resolve(LOCK))).toList()) {
        if (isNobodys(folder)) {
          before.accept(folder);
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

  private List<Path> inside() throws IOException {
    try (Stream<Path> all = Files.list(path)) {
      return all.filter(inner -> !inner.endsWith(LOCK)).toList();
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

  /// Removes the folder; throws `temporary-folder-left` where it cannot be removed. A second time
  /// there is nothing to do.
  @Override
  public void close() {
    if (!HELD.contains(path)) {
      return;
    }
    try (lock) {
      // The lock's file goes last: a sweep finds by it what could not be removed.
      for (Path inner : inside()) {
        Directories.delete(inner);
      }
      Directories.delete(path);
    } catch (UncheckedIOException e) {
      throw left(e.getCause());
    } catch (IOException e) {
      throw left(e);
    } finally {
      HELD.remove(path);
    }
  }
}
