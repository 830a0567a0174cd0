package dev.ballast.postgres.server;

import dev.ballast.machine.Account;
import dev.ballast.machine.RandomName;
import dev.ballast.machine.ServerUser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.Set;

/// A folder that belongs to the user a server runs as, in which root has something to do. No link
/// in it is followed, and no file in it is opened for writing: what is written is a new file that
/// takes the place of the old one. For one thread at a time.
public final class ServerFolder implements AutoCloseable {
  private static final int MAX_MOVED_BYTES = 16 << 20;

  private final Path path;
  private final SecureDirectoryStream<Path> folder;
  private final ServerUser user;

  private ServerFolder(Path path, SecureDirectoryStream<Path> folder, ServerUser user) {
    this.path = path;
    this.folder = folder;
    this.user = user;
  }

  /// Opens a folder.
  ///
  /// @param path of the folder; the folder that holds it must not be writable by others
  public static ServerFolder open(Path path, Account account) throws IOException {
    Path absolute = path.toAbsolutePath();
    ServerUser user = ServerUser.of(account);
    try (DirectoryStream<Path> parent = Files.newDirectoryStream(absolute.getParent())) {
      if (!(parent instanceof SecureDirectoryStream<Path> secure)) {
        throw new IOException("this platform opens no file relative to a folder");
      }
      return new ServerFolder(
          absolute,
          secure.newDirectoryStream(absolute.getFileName(), LinkOption.NOFOLLOW_LINKS),
          user);
    }
  }

  public boolean holds(String name) throws IOException {
    try {
      folder
          .getFileAttributeView(
              Path.of(name), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
          .readAttributes();
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /// Deletes a file, or a link, where there is one.
  public void delete(String name) throws IOException {
    if (holds(name)) {
      folder.deleteFile(Path.of(name));
    }
  }

  /// Makes a file that belongs to the folder's user, in place of what had the name.
  public void write(String name, String content) throws IOException {
    write(name, content.getBytes(StandardCharsets.UTF_8));
  }

  private void write(String name, byte[] content) throws IOException {
    write(
        name,
        channel -> {
          ByteBuffer bytes = ByteBuffer.wrap(content);
          while (bytes.hasRemaining()) {
            channel.write(bytes);
          }
        });
  }

  /// Writes what a file is to hold.
  @FunctionalInterface
  public interface Content {
    void writeTo(SeekableByteChannel file) throws IOException;
  }

  /// Makes a file that belongs to the folder's user, in place of what had the name, once all of it
  /// is written.
  public void write(String name, Content content) throws IOException {
    Path fresh = Path.of(".ballast-" + RandomName.of(8));
    try (SeekableByteChannel channel =
        folder.newByteChannel(
            fresh,
            Set.of(
                StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      content.writeTo(channel);
    }
    if (user.other().isPresent()) {
      UserPrincipalLookupService users = path.getFileSystem().getUserPrincipalLookupService();
      PosixFileAttributeView view =
          folder.getFileAttributeView(
              fresh, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
      view.setGroup(users.lookupPrincipalByGroupName(Long.toString(user.gid())));
      view.setOwner(users.lookupPrincipalByName(Long.toString(user.uid())));
    }
    folder.move(fresh, folder, Path.of(name));
  }

  /// Gives a file another name in the folder, in place of what had it.
  public void rename(String from, String to) throws IOException {
    folder.move(Path.of(from), folder, Path.of(to));
  }

  /// The content of a small file.
  public String text(String name) throws IOException {
    return new String(read(name), StandardCharsets.UTF_8);
  }

  /// Moves a small file into another such folder, in place of what had the name. Between file
  /// systems it is copied and deleted.
  public void move(String name, ServerFolder into) throws IOException {
    try {
      folder.move(Path.of(name), into.folder, Path.of(name));
    } catch (AtomicMoveNotSupportedException e) {
      into.write(name, read(name));
      folder.deleteFile(Path.of(name));
    }
  }

  private byte[] read(String name) throws IOException {
    boolean file =
        folder
            .getFileAttributeView(
                Path.of(name), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
            .readAttributes()
            .isRegularFile();
    if (!file) {
      throw new IOException(path.resolve(name) + " is not a file");
    }
    try (SeekableByteChannel channel =
            folder.newByteChannel(
                Path.of(name), Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
        InputStream in = Channels.newInputStream(channel)) {
      byte[] content = in.readNBytes(MAX_MOVED_BYTES + 1);
      if (content.length > MAX_MOVED_BYTES) {
        throw new IOException(path.resolve(name) + " has more than " + MAX_MOVED_BYTES + " bytes");
      }
      return content;
    }
  }

  @Override
  public void close() throws IOException {
    folder.close();
  }
}
