package dev.ballast.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/// Gives what root wrote to the user that a server runs as.
///
/// The top goes last and is closed to everybody until then, so that nobody can swap what is below
/// it for a link to somewhere else while root walks over it.
final class HandOver {
  private HandOver() {}

  static void to(ServerUser user, Path top) {
    try {
      if (ownerOf(top) == user.uid()) {
        // It was handed over before: what is in it is the user's own, and not to be walked by root.
        return;
      }
      if (Files.isDirectory(top, LinkOption.NOFOLLOW_LINKS)) {
        Files.setPosixFilePermissions(top, PosixFilePermissions.fromString("rwx------"));
      }
      Files.walkFileTree(top, new Giving(user));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long ownerOf(Path path) throws IOException {
    return ((Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS)).longValue();
  }

  /// Contents before the folder that holds them.
  private static final class Giving extends SimpleFileVisitor<Path> {
    private final ServerUser user;

    Giving(ServerUser user) {
      this.user = user;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      give(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException e)
        throws IOException {
      if (e != null) {
        throw e;
      }
      give(dir);
      return FileVisitResult.CONTINUE;
    }

    /// User and group in the order that leaves root in charge until the end.
    private void give(Path path) throws IOException {
      Files.setAttribute(path, "unix:gid", Math.toIntExact(user.gid()), LinkOption.NOFOLLOW_LINKS);
      Files.setAttribute(path, "unix:uid", Math.toIntExact(user.uid()), LinkOption.NOFOLLOW_LINKS);
    }
  }
}
