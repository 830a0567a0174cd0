package dev.ballast.protect.restore;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Progress;
import dev.ballast.evidence.Undo;
import dev.ballast.machine.Directories;
import dev.ballast.postgres.page.ControlFile;
import dev.ballast.postgres.server.PostgresServer;
import dev.ballast.protect.ProtectError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// A folder that is being restored into. While it is, a marker file is in it, locked by this
/// process: a marker whose lock is free shows the next restore that this one was killed, so that it
/// may clear the folder and start over. For one thread at a time.
final class RestoreFolder implements AutoCloseable {
  static final String MARKER = ".ballast-restore";

  private static final Set<OpenOption> MARKER_OPTIONS =
      Set.of(
          StandardOpenOption.CREATE,
          StandardOpenOption.READ,
          StandardOpenOption.WRITE,
          LinkOption.NOFOLLOW_LINKS);

  /// The folders this process restores into. POSIX drops a process's lock on a file as soon as
  /// *any* of its descriptors for that file is closed, so their markers must not even be opened.
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final Before before;
  private final FileChannel marker;
  private final Optional<Progress> overwrites;
  private boolean kept;

  private RestoreFolder(Path path, Before before, FileChannel marker) {
    this(path, before, marker, Optional.empty());
  }

  /// @param overwrites present where the folder held a cluster: nothing is then taken back, and the
  ///     operator is informed of what is left
  private RestoreFolder(
      Path path, Before before, FileChannel marker, Optional<Progress> overwrites) {
    this.path = path;
    this.before = before;
    this.marker = marker;
    this.overwrites = overwrites;
  }

  /// How things were before the restore, to be put back when it fails.
  ///
  /// @param folder absent where there was no folder
  /// @param missing it and those of its parents that were not there, outermost last
  private record Before(Optional<PosixFileAttributes> folder, List<Path> missing) {
    static Before of(Path path) throws IOException {
      if (Files.exists(path)) {
        return new Before(
            Optional.of(Files.readAttributes(path, PosixFileAttributes.class)), List.of());
      }
      List<Path> missing = new ArrayList<>();
      for (Path p = path; p != null && Files.notExists(p); p = p.getParent()) {
        missing.add(p);
      }
      return new Before(Optional.empty(), missing);
    }

    void putBack(Path path) throws IOException {
      if (folder.isPresent()) {
        PosixFileAttributeView view =
            Files.getFileAttributeView(path, PosixFileAttributeView.class);
        view.setPermissions(folder.get().permissions());
        view.setOwner(folder.get().owner());
        view.setGroup(folder.get().group());
      }
      for (Path made : missing) {
        Files.deleteIfExists(made);
      }
    }
  }

  /// Takes an empty or absent folder.
  ///
  /// Throws `restore-target-not-empty` when it holds anything but the rest of a killed restore.
  static RestoreFolder take(Path path, Progress progress) {
    return holding(
        path,
        () -> {
          Before before = Before.of(path);
          if (before.folder().isPresent()) {
            clearKilledRestore(path, progress);
            requireEmpty(path);
          }
          return mark(path, before);
        });
  }

  /// Takes a folder of a cluster, to be brought to the state of a backup; one that is empty or
  /// absent as [#take] does.
  ///
  /// @param claim not asked about a folder that an interrupted restore over the same cluster has
  ///     left
  static RestoreFolder over(ClusterClaim claim, Progress progress) {
    Path path = claim.folder();
    if (isEmptyOrAbsent(path)) {
      return take(path, progress);
    }
    return holding(
        path,
        () -> {
          Before before = Before.of(path);
          Path file = path.resolve(MARKER);
          boolean interrupted = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
          FileChannel marker = FileChannel.open(file, MARKER_OPTIONS);
          try (Undo<IOException> undo =
              Undo.unlessKept(interrupted ? marker::close : () -> drop(marker, file))) {
            if (marker.tryLock() == null) {
              throw inUse(path);
            }
            if (interrupted) {
              claim.requireSame(marker);
              PostgresServer.endOrphan(path);
            }
            takeOver(path);
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
            undo.keep();
          }
          try (Undo<IOException> undo = Undo.unlessKept(marker::close)) {
            claim.note(marker);
            ChunkWriter.flush(path);
            return undo.keep(new RestoreFolder(path, before, marker, Optional.of(progress)));
          }
        });
  }

  /// Throws `restore-over-unfit` where [#over] must not take the folder.
  static void requireClaim(ClusterClaim claim) {
    Path path = claim.folder();
    claim.requireNoLink();
    if (isEmptyOrAbsent(path)
        || Files.isRegularFile(path.resolve(MARKER), LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try {
      claim.require();
    } catch (IOException e) {
      throw RestoreFaults.writing(path, e);
    }
  }

  private static boolean isEmptyOrAbsent(Path path) {
    if (Files.notExists(path)) {
      return true;
    }
    try (Stream<Path> entries = Files.isDirectory(path) ? Files.list(path) : Stream.of(path)) {
      return entries.findAny().isEmpty();
    } catch (IOException e) {
      throw RestoreFaults.writing(path, e);
    }
  }

  @FunctionalInterface
  private interface Taking {
    RestoreFolder take() throws IOException;
  }

  private static RestoreFolder holding(Path path, Taking taking) {
    if (!HELD.add(path)) {
      throw inUse(path);
    }
    try (Undo<RuntimeException> undo = Undo.unlessKept(() -> HELD.remove(path))) {
      return undo.keep(taking.take());
    } catch (IOException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw CommonError.interrupted("taking folder " + path);
      }
      throw Fault.of(
              ProtectError.RESTORE_TARGET_NOT_WRITABLE,
              "folder " + path + " cannot be restored into")
          .detail(RestoreFaults.reason(e))
          .hint("Name a folder whose parent this user may write.")
          .cause(e);
    }
  }

  /// Throws what [#take] would, as far as can be seen without writing.
  static void requireTakeable(Path path) {
    try {
      if (Files.exists(path)
          && !Files.isRegularFile(path.resolve(MARKER), LinkOption.NOFOLLOW_LINKS)) {
        requireEmpty(path);
      }
    } catch (IOException e) {
      throw RestoreFaults.writing(path, e);
    }
    Path there = path;
    while (there != null && Files.notExists(there)) {
      there = there.getParent();
    }
    if (there != null && !Files.isWritable(there)) {
      throw Fault.of(
              ProtectError.RESTORE_TARGET_NOT_WRITABLE,
              "folder " + path + " cannot be restored into")
          .detail(there + " cannot be written by this user")
          .hint("Name a folder whose parent this user may write.");
    }
  }

  /// The bytes that a killed restore left in a folder, which [#take] would remove. None where there
  /// is no marker of one; whether it was killed is seen when the folder is taken.
  static long leftIn(Path path) throws IOException {
    if (!Files.isRegularFile(path.resolve(MARKER), LinkOption.NOFOLLOW_LINKS)) {
      return 0;
    }
    return bytesIn(path);
  }

  /// The bytes of all files in a folder; none where it is absent.
  static long bytesIn(Path path) throws IOException {
    if (Files.notExists(path)) {
      return 0;
    }
    try (Stream<Path> all = Files.walk(path)) {
      return all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .mapToLong(file -> file.toFile().length())
          .sum();
    }
  }

  private static RestoreFolder mark(Path path, Before before) throws IOException {
    try (Undo<IOException> undo = Undo.unlessKept(() -> before.putBack(path))) {
      Files.createDirectories(path);
      takeOver(path);
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
      return undo.keep(new RestoreFolder(path, before, lockedMarker(path.resolve(MARKER))));
    }
  }

  private static FileChannel lockedMarker(Path file) throws IOException {
    FileChannel marker =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (Undo<IOException> undo = Undo.unlessKept(() -> drop(marker, file))) {
      marker.lock();
      return undo.keep(marker);
    }
  }

  private static void drop(FileChannel marker, Path file) throws IOException {
    try (marker) {
      Files.deleteIfExists(file);
    }
  }

  /// What root writes into must be root's until it is handed over: a killed restore has left the
  /// folder to the server's user, an operator may have made it for another one.
  static void takeOver(Path path) throws IOException {
    UserPrincipal self =
        path.getFileSystem()
            .getUserPrincipalLookupService()
            .lookupPrincipalByName(System.getProperty("user.name"));
    if (!Files.getOwner(path).equals(self)) {
      Files.setOwner(path, self);
    }
  }

  private static void clearKilledRestore(Path path, Progress progress) throws IOException {
    Path marker = path.resolve(MARKER);
    // The folder was the server's, who may have put anything under this name.
    if (!Files.isRegularFile(marker, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    // The lock is kept until all is gone, so that two restores do not clear at once.
    try (FileChannel channel = FileChannel.open(marker, MARKER_OPTIONS)) {
      if (channel.tryLock() == null) {
        throw inUse(path);
      }
      ClusterClaim.requireNoneIn(channel, path);
      PostgresServer.endOrphan(path);
      progress.note("removing what an interrupted restore left in " + path);
      clear(path);
    }
  }

  private static Fault inUse(Path path) {
    return Fault.of(
            ProtectError.RESTORE_TARGET_NOT_EMPTY, "another restore into " + path + " is running")
        .detail("it holds the lock of " + path.resolve(MARKER))
        .hint("Wait for it to end, or name another folder.");
  }

  private static void requireEmpty(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      throw Fault.of(ProtectError.RESTORE_TARGET_NOT_EMPTY, path + " is not a folder")
          .hint("Name an empty or absent folder; Ballast never writes over files.");
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

  /// Releases the folder; unless it was kept, all that was written into it is removed first, and
  /// where it held a cluster that is kept from being started.
  @Override
  public void close() {
    try (marker) {
      if (kept) {
        Files.deleteIfExists(path.resolve(MARKER));
      } else if (overwrites.isPresent()) {
        // No server starts without it.
        Files.deleteIfExists(path.resolve(ControlFile.NAME));
        overwrites
            .get()
            .note("folder " + path + " is not whole: the same command with --delta continues");
      } else {
        clear(path);
        before.putBack(path);
      }
    } catch (IOException e) {
      throw RestoreFaults.writing(path, e);
    } catch (UncheckedIOException e) {
      throw RestoreFaults.writing(path, e.getCause());
    } finally {
      HELD.remove(path);
    }
  }
}
