package dev.ballast.machine;

import dev.ballast.evidence.Fault;
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

  /// As [#to], of what another user had: the top is root's alone first, so that nothing below is
  /// reached meanwhile, and what that user cannot have made there is not given away.
  static void between(ServerUser from, ServerUser to, Path top) {
    try {
      Files.setAttribute(top, "unix:uid", 0, LinkOption.NOFOLLOW_LINKS);
      if (Files.isDirectory(top, LinkOption.NOFOLLOW_LINKS)) {
        Files.setPosixFilePermissions(top, PosixFilePermissions.fromString("rwx------"));
      }
      Files.walkFileTree(top, new Checking(from, top));
      Files.walkFileTree(top, new Giving(to));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Finds what was not made by the user that had the folder.
  private static final class Checking extends SimpleFileVisitor<Path> {
    private final ServerUser from;
    private final Path top;

    Checking(ServerUser from, Path top) {
      this.from = from;
      this.top = top;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      int links = (Integer) Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS);
      if (links > 1) {
        throw strange(file, "it has another name elsewhere");
      }
      return of(file);
    }

    @Override
    public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes)
        throws IOException {
      return dir.equals(top) ? FileVisitResult.CONTINUE : of(dir);
    }

    private FileVisitResult of(Path path) throws IOException {
      long owner = ownerOf(path);
      if (owner != from.uid() && owner != 0) {
        throw strange(path, "it belongs to user id " + owner);
      }
      return FileVisitResult.CONTINUE;
    }

    private Fault strange(Path path, String why) {
      return Fault.of(
              MachineError.SERVER_FILES_STRANGE, "folder " + top + " is not given to another user")
          .detail(path + ": " + why)
          .hint("Look at who made that file; restore into another folder.");
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
