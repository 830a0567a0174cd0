package dev.ballast.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whole folders: copy and delete.
///
/// Either goes from folder to folder by descriptor and follows no link, so that a user who may
/// write below cannot lead it elsewhere by swapping a folder for a link while it is on its way. The
/// folder that holds the topmost one must not be writable by others.
public final class Directories {
  private Directories() {}

  /// Deletes a folder and what is in it. What vanishes meanwhile is not an error: a server that is
  /// just ending removes files of its own.
  public static void delete(Path root) {
    if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Path absolute = root.toAbsolutePath();
    try (DirectoryStream<Path> parent = Files.newDirectoryStream(absolute.getParent())) {
      if (parent instanceof SecureDirectoryStream<Path> secure) {
        remove(secure, absolute.getFileName());
      } else {
        Files.walkFileTree(root, new Deleting());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remove(SecureDirectoryStream<Path> folder, Path name) throws IOException {
    try {
      BasicFileAttributes attributes =
          folder
              .getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
              .readAttributes();
      if (!attributes.isDirectory()) {
        folder.deleteFile(name);
        return;
      }
      try (SecureDirectoryStream<Path> inner =
          folder.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
        for (Path entry : inner) {
          remove(inner, entry.getFileName());
        }
      }
      folder.deleteDirectory(name);
    } catch (NoSuchFileException e) {
      // Gone already.
    }
  }

  /// Where the platform opens nothing relative to a folder.
  private static final class Deleting extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (e instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw e;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException e)
        throws IOException {
      Files.deleteIfExists(dir);
      return FileVisitResult.CONTINUE;
    }
  }

  /// The size of all files in a folder. What comes or goes meanwhile counts or does not.
  public static long bytes(Path root) throws IOException {
    Sizes sizes = new Sizes();
    Files.walkFileTree(root, sizes);
    return sizes.bytes;
  }

  private static final class Sizes extends SimpleFileVisitor<Path> {
    private long bytes;

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      bytes += attributes.isRegularFile() ? attributes.size() : 0;
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (e instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw e;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e)
        throws IOException {
      if (e != null && !(e instanceof NoSuchFileException)) {
        throw e;
      }
      return FileVisitResult.CONTINUE;
    }
  }

  /// Copies a folder of files and folders; anything else in it is an error. The copy belongs to
  /// this process's user and has the modes of the original.
  public static void copy(Path from, Path to) {
    Path absolute = from.toAbsolutePath();
    try (DirectoryStream<Path> parent = Files.newDirectoryStream(absolute.getParent())) {
      if (parent instanceof SecureDirectoryStream<Path> secure) {
        copyFolder(secure, absolute.getFileName(), to);
      } else {
        throw new IOException("this platform opens no file relative to a folder");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copyFolder(SecureDirectoryStream<Path> parent, Path name, Path to)
      throws IOException {
    Files.createDirectory(
        to, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    try (SecureDirectoryStream<Path> from =
        parent.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
      for (Path entry : from) {
        Path file = entry.getFileName();
        PosixFileAttributes attributes =
            from.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes();
        if (attributes.isDirectory()) {
          copyFolder(from, file, to.resolve(file.toString()));
        } else if (attributes.isRegularFile()) {
          copyFile(from, file, to.resolve(file.toString()), attributes);
        } else {
          throw new IOException(to.resolve(file.toString()) + " would be no file and no folder");
        }
      }
    }
  }

  private static void copyFile(
      SecureDirectoryStream<Path> from, Path name, Path to, PosixFileAttributes attributes)
      throws IOException {
    try (SeekableByteChannel in =
            from.newByteChannel(name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
        FileChannel out =
            FileChannel.open(
                to,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(attributes.permissions()))) {
      long size = attributes.size();
      if (in instanceof FileChannel file) {
        for (long done = 0; done < size; ) {
          long moved = file.transferTo(done, size - done, out);
          if (moved == 0) {
            throw new IOException(name + " became shorter while it was copied");
          }
          done += moved;
        }
      } else {
        out.transferFrom(in, 0, size);
      }
    }
  }
}
