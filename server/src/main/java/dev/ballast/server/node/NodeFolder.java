package dev.ballast.server.node;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.IoReason;
import dev.ballast.evidence.Undo;
import dev.ballast.machine.OwnFolder;
import dev.ballast.machine.RandomName;
import dev.ballast.server.ServerError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// The folder of what a node keeps, which one process has at a time, with the name by which others
/// that share its store know it.
final class NodeFolder implements AutoCloseable {
  private static final int NAME_BYTES = 4;

  private final String name;
  private final FileChannel lock;

  private NodeFolder(String name, FileChannel lock) {
    this.name = name;
    this.lock = lock;
  }

  /// Throws `node-folder-in-use` where another process has it.
  static NodeFolder open(Path folder) {
    try {
      Path own = OwnFolder.require(folder, "rwx------");
      FileChannel lock =
          FileChannel.open(
              own.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try (Undo<IOException> undo = Undo.unlessKept(lock::close)) {
        if (lock.tryLock() == null) {
          throw inUse(own);
        }
        return undo.keep(new NodeFolder(name(own), lock));
      } catch (OverlappingFileLockException e) {
        throw inUse(own).cause(e);
      }
    } catch (IOException e) {
      throw Fault.of(ServerError.NODE_FOLDER_UNUSABLE, "the node's folder cannot be used")
          .detail(folder + ": " + IoReason.of(e))
          .hint("Name another folder with --state, or give this one to the node's user.")
          .cause(e);
    }
  }

  private static Fault inUse(Path folder) {
    return Fault.of(ServerError.NODE_FOLDER_IN_USE, "another node has this folder")
        .detail(folder + " is locked")
        .hint("End the other process, or name another folder with --state.");
  }

  /// Kept, so that a node that was killed has its targets again at once.
  private static String name(Path folder) throws IOException {
    Path file = folder.resolve("name");
    if (!Files.exists(file)) {
      Path half = folder.resolve("name.half");
      Files.writeString(half, RandomName.of(NAME_BYTES) + "\n");
      Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return Files.readString(file).strip();
  }

  String name() {
    return name;
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
