package dev.ballast.vault.store;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Undo;
import dev.ballast.vault.format.VaultError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;

/// A growing object as a file. For one thread at a time.
final class GrowingFile implements GrowingObject {
  private final Path vault;
  private final String name;
  private final FileChannel channel;
  private final Optional<Object> identity;
  private boolean unsure;

  private GrowingFile(Path vault, String name, FileChannel channel, Optional<Object> identity) {
    this.vault = vault;
    this.name = name;
    this.channel = channel;
    this.identity = identity;
  }

  /// Makes the file; its name is durable when this returns. A vault of before this kind of object
  /// lacks its folder, which is made, too.
  static GrowingFile create(Path vault, String name) {
    try {
      Path folder = vault.resolve(name.substring(0, name.indexOf('/')));
      if (Files.notExists(folder, LinkOption.NOFOLLOW_LINKS)) {
        make(vault, folder);
      }
      Path file = PlainFiles.locate(vault, name);
      FileChannel channel =
          FileChannel.open(
              file,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              PlainFiles.OBJECT_MODE);
      try (Undo<IOException> undo = Undo.unlessKept(channel::close)) {
        FolderStore.sync(folder);
        return undo.keep(new GrowingFile(vault, name, channel, identity(file)));
      }
    } catch (FileAlreadyExistsException e) {
      throw Fault.of(VaultError.OBJECT_EXISTS, "the object " + name + " exists already").cause(e);
    } catch (IOException e) {
      throw FileFaults.writing(vault, name, e);
    }
  }

  /// What the file is, by whatever name; where the file system knows no such thing, nothing.
  private static Optional<Object> identity(Path file) throws IOException {
    return Optional.ofNullable(PlainFiles.look(file).fileKey());
  }

  private static void make(Path vault, Path folder) throws IOException {
    try {
      Files.createDirectory(folder, PlainFiles.FOLDER_MODE);
    } catch (FileAlreadyExistsException madeMeanwhile) {
      return;
    }
    FolderStore.sync(vault);
  }

  @Override
  public void append(ByteBuffer bytes) {
    requireSure();
    unsure = true;
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      throw FileFaults.writing(vault, name, e);
    }
    unsure = false;
  }

  /// A second attempt of the system to sync may succeed although the first one lost what was to
  /// be written, so there is none.
  @Override
  public void force() {
    requireSure();
    unsure = true;
    try {
      channel.force(false);
      if (!identity.equals(identity(PlainFiles.locate(vault, name)))) {
        throw removed();
      }
    } catch (NoSuchFileException e) {
      throw removed().cause(e);
    } catch (IOException e) {
      throw FileFaults.writing(vault, name, e);
    }
    unsure = false;
  }

  private void requireSure() {
    if (unsure) {
      throw Fault.of(VaultError.VAULT_NOT_WRITABLE, "cannot write to the vault at " + vault)
          .detail("writing " + name + " failed before, and nobody knows what of it is on disk")
          .hint("What comes next belongs into another object.");
    }
  }

  /// Bytes in a file without a name are gone with the process.
  private Fault removed() {
    return Fault.of(VaultError.VAULT_NOT_WRITABLE, "cannot write to the vault at " + vault)
        .detail(name + " was removed or replaced while it was written")
        .hint("Find out who removes files of the vault, or whether its file system was replaced.");
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw FileFaults.writing(vault, name, e);
    }
  }
}
