package dev.ballast.postgres.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A folder of one process, held by a file lock that the operating system frees when the process
/// ends in whatever way; so a folder whose lock is free is nobody's. For one thread at a time.
public final class TemporaryFolder implements AutoCloseable {
  private static final String LOCK = "owner.lock";

  private final Path path;
  private final FileChannel lock;

  private TemporaryFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /// A new folder, passable for the user a server runs as.
  public static TemporaryFolder create(String purpose) {
    try {
      Path root = root();
      Files.createDirectories(root);
      Path path = Files.createTempDirectory(root, purpose + "-");
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx--x--x"));
      FileChannel lock =
          FileChannel.open(
              path.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      lock.lock();
      ServerUser user = ServerUser.ofThisProcess();
      user.own(path);
      return new TemporaryFolder(path, lock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
    try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE)) {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static Path root() {
    return Path.of(System.getProperty("java.io.tmpdir"), "ballast-" + Places.uid());
  }

  @Override
  public void close() {
    try {
      Directories.delete(path);
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
