package dev.ballast.lab.thin;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.IoReason;
import dev.ballast.lab.LabError;
import dev.ballast.machine.Places;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Recreates the files of a tree in another folder, several at once, either sharing the blocks of
/// the old ones or copied. Owner and mode are those of the old ones; the folder is closed to
/// everybody but this process's user until all is there. For one thread at a time.
final class FileCopies {
  private static final int MIN_THREADS = 2;
  private static final int MAX_THREADS = 8;

  private static final FileAttribute<Set<PosixFilePermission>> CLOSED_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileAttribute<Set<PosixFilePermission>> CLOSED_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final StateTree tree;
  private final Path into;
  private final boolean sharing;
  private final Optional<SystemCalls> calls = SystemCalls.here();
  private final AtomicLong copied = new AtomicLong();

  /// @param sharing whether files share their blocks
  FileCopies(StateTree tree, Path into, boolean sharing) {
    this.tree = requireNonNull(tree, "tree is null");
    this.into = requireNonNull(into, "into is null");
    this.sharing = sharing;
  }

  /// Makes all of it.
  ///
  /// @param top mode of the topmost folder, opened last
  void make(int top) throws IOException {
    for (StateTree.Entry folder : tree.folders()) {
      Files.createDirectory(into.resolve(folder.path().toString()), CLOSED_FOLDER);
    }
    files();
    for (StateTree.Link link : tree.links()) {
      link(into, link);
    }
    for (StateTree.Entry folder : tree.folders().reversed()) {
      boolean isTop = folder.path().toString().isEmpty();
      give(into.resolve(folder.path().toString()), folder.owner(), isTop ? top : folder.mode());
    }
  }

  /// The bytes that were read and written rather than shared.
  long copied() {
    return copied.get();
  }

  /// Makes a link lead to the same place of the copy as it did in the state.
  static void link(Path into, StateTree.Link link) throws IOException {
    Path here = into.resolve(link.path().toString());
    Files.deleteIfExists(here);
    Files.createSymbolicLink(here, into.resolve(link.target().toString()));
    own(here, link.owner());
  }

  private void files() throws IOException {
    int threads = Math.clamp(Runtime.getRuntime().availableProcessors(), MIN_THREADS, MAX_THREADS);
    AtomicInteger next = new AtomicInteger();
    try (ExecutorService crew = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> workers = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        workers.add(crew.submit(() -> work(next)));
      }
      await(workers, next);
    }
  }

  private void work(AtomicInteger next) {
    List<StateTree.Entry> files = tree.files();
    for (int i = next.getAndIncrement(); i < files.size(); i = next.getAndIncrement()) {
      try {
        file(files.get(i));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// Whatever ends one of them ends all.
  private void await(List<Future<?>> workers, AtomicInteger next) throws IOException {
    try {
      for (Future<?> worker : workers) {
        worker.get();
      }
    } catch (InterruptedException e) {
      stop(workers, next);
      throw CommonError.interrupted("copying a prepared state");
    } catch (ExecutionException e) {
      stop(workers, next);
      switch (e.getCause()) {
        case UncheckedIOException io -> throw io.getCause();
        case Fault fault -> throw fault;
        default -> throw new IllegalStateException("a file could not be copied", e.getCause());
      }
    }
  }

  private void stop(List<Future<?>> workers, AtomicInteger next) {
    next.set(tree.files().size());
    workers.forEach(worker -> worker.cancel(/* mayInterruptIfRunning= */ true));
  }

  private void file(StateTree.Entry file) throws IOException {
    Path from = tree.root().resolve(file.path().toString());
    Path to = into.resolve(file.path().toString());
    try (FileChannel out =
        FileChannel.open(
            to, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), CLOSED_FILE)) {
      if (sharing && file.size() > 0) {
        share(from, to);
      } else {
        copy(from, out, file.size());
      }
    }
    give(to, file.owner(), file.mode());
  }

  private void share(Path from, Path to) throws IOException {
    SystemCalls.Outcome outcome = calls.orElseThrow().cloneFile(from, to);
    if (!outcome.succeeded()) {
      throw new IOException(to + " cannot share the blocks of " + from + ": " + outcome.text());
    }
  }

  /// Copies what was written, and leaves the holes holes.
  private void copy(Path from, FileChannel out, long size) throws IOException {
    List<SystemCalls.Stretch> stretches =
        calls
            .map(c -> c.written(from, size))
            .orElseGet(() -> List.of(new SystemCalls.Stretch(0, size)));
    try (FileChannel in = FileChannel.open(from, StandardOpenOption.READ)) {
      for (SystemCalls.Stretch stretch : stretches) {
        out.position(stretch.from());
        for (long at = stretch.from(); at < stretch.to(); ) {
          long moved = in.transferTo(at, stretch.to() - at, out);
          if (moved <= 0) {
            throw new IOException(from + " became shorter while it was copied");
          }
          at += moved;
        }
        copied.addAndGet(stretch.to() - stretch.from());
      }
      boolean endsInHole = stretches.isEmpty() ? size > 0 : stretches.getLast().to() < size;
      if (endsInHole) {
        out.write(ByteBuffer.allocate(1), size - 1);
      }
    }
  }

  static void give(Path path, StateTree.Owner owner, int mode) throws IOException {
    own(path, owner);
    Files.setAttribute(path, "unix:mode", mode);
  }

  /// Group before user: it is the user's to change after that.
  private static void own(Path path, StateTree.Owner owner) throws IOException {
    if (Places.isRoot()) {
      Files.setAttribute(path, "unix:gid", owner.gid(), LinkOption.NOFOLLOW_LINKS);
      Files.setAttribute(path, "unix:uid", owner.uid(), LinkOption.NOFOLLOW_LINKS);
    }
  }

  /// What an error at a copy means.
  static Fault failed(Path folder, IOException e) {
    if (Thread.currentThread().isInterrupted()) {
      return CommonError.interrupted("copying a prepared state");
    }
    return Fault.of(LabError.LAB_COPY_FAILED, "a prepared state could not be copied")
        .detail(IoReason.of(e) + "; what was written is removed")
        .hint("Look at " + folder + ": its disk may have become full since the copy began.")
        .cause(e);
  }
}
