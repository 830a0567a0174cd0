package dev.ballast.lab.thin;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.IoReason;
import dev.ballast.lab.LabError;
import dev.ballast.machine.Directories;
import dev.ballast.postgres.server.TemporaryFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Optional;

/// A copy of a prepared state that may be changed at will; it is gone when it is closed, and swept
/// by the next process where this one is killed. For one thread at a time.
public final class ThinCopy implements AutoCloseable {
  private final TemporaryFolder folder;
  private final Means means;
  private final Amounts amounts;
  private final Optional<OverlayMount> mount;
  private boolean closed;

  ThinCopy(TemporaryFolder folder, Means means, Amounts amounts, Optional<OverlayMount> mount) {
    this.folder = requireNonNull(folder, "folder is null");
    this.means = requireNonNull(means, "means is null");
    this.amounts = requireNonNull(amounts, "amounts is null");
    this.mount = requireNonNull(mount, "mount is null");
  }

  /// How much a copy took to make.
  ///
  /// @param files that it shows
  /// @param bytes of all of them
  /// @param copied those that were read and written
  public record Amounts(long files, long bytes, long copied) {}

  public CopyKind kind() {
    return means.kind();
  }

  /// The kind, and why no better one.
  public Means means() {
    return means;
  }

  public Amounts amounts() {
    return amounts;
  }

  /// The copy: what is here has the names that it has in the prepared state.
  public Path state() {
    return OverlayMount.pointIn(folder.path());
  }

  /// The folder that holds the copy, and goes with it. What a server on the copy needs beside it,
  /// such as its log, may be put here.
  public Path folder() {
    return folder.path();
  }

  /// Bytes that the copy takes beside the state: of an overlay the files that are its own, of a
  /// plain copy all. Of one that shares blocks only what it has grown by is known, since nobody
  /// counts the blocks that were written again.
  public long taken() {
    try {
      return switch (kind()) {
        case PLAIN -> Directories.bytes(state());
        case OVERLAY -> Directories.bytes(OverlayMount.changesIn(folder.path()));
        case REFLINK -> Math.max(0, Directories.bytes(state()) - amounts.bytes());
      };
    } catch (IOException e) {
      throw Fault.of(LabError.LAB_COPY_FAILED, "how much a copy takes cannot be read")
          .detail(IoReason.of(e))
          .cause(e);
    }
  }

  /// Sees to it that a server finds these files as its own: where the copy is of a kind that copies
  /// a file when it is opened for writing, it is copied now, so that no statement which is measured
  /// waits for it.
  ///
  /// @param files relative to the state; one that is not there is left out
  public void settle(Collection<Path> files) {
    if (!kind().copiesWhenOpened()) {
      return;
    }
    for (Path file : files) {
      Path there = state().resolve(file).normalize();
      if (!there.startsWith(state())) {
        throw new IllegalArgumentException(file + " is not in the copy");
      }
      if (Files.isRegularFile(there, LinkOption.NOFOLLOW_LINKS)) {
        open(there);
      }
    }
  }

  private static void open(Path file) {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
      channel.size();
    } catch (IOException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw CommonError.interrupted("copying a file of a prepared state");
      }
      throw Fault.of(LabError.LAB_COPY_FAILED, "file " + file + " could not be copied")
          .detail(IoReason.withoutFile(e))
          .hint("Free space in the lab's folder.")
          .cause(e);
    }
  }

  /// Removes the copy. No server may run on it any more. A second time there is nothing to do.
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    mount.ifPresent(OverlayMount::unmount);
    folder.close();
  }
}
