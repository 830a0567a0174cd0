package dev.ballast.vault.store;

import dev.ballast.evidence.Fault;
import dev.ballast.vault.format.VaultError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/// A growing object as a file. For one thread at a time.
final class GrowingFile implements GrowingObject {
  private final Path vault;
  private final String name;
  private final FileChannel channel;

  private GrowingFile(Path vault, String name, FileChannel channel) {
    this.vault = vault;
    this.name = name;
    this.channel = channel;
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
      FolderStore.sync(folder);
      return new GrowingFile(vault, name, channel);
    } catch (FileAlreadyExistsException e) {
      throw Fault.of(VaultError.OBJECT_EXISTS, "the object " + name + " exists already").cause(e);
    } catch (IOException e) {
      throw FileFaults.writing(vault, name, e);
    }
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
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      throw FileFaults.writing(vault, name, e);
    }
  }

  @Override
  public void force() {
    try {
      channel.force(false);
    } catch (IOException e) {
      throw FileFaults.writing(vault, name, e);
    }
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
