package dev.ballast.lab.clone;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.IoReason;
import dev.ballast.evidence.Undo;
import dev.ballast.lab.LabError;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Who has a clone: any number of commands that use it, or one that makes or removes it. Between
/// processes by a lock of the operating system, which frees it when a process ends in whatever way;
/// within one by a count. A hold is for one thread at a time.
///
/// The file stays when the clone is gone: a lock on a file that was removed would exclude nobody.
final class CloneLock implements AutoCloseable {
  /// The locks of this process. POSIX drops them as soon as *any* descriptor of the file is closed,
  /// so each is opened once.
  private static final Map<Path, Held> HELD = new HashMap<>();

  /// @param users how many have it in this process
  private record Held(FileChannel channel, boolean alone, int users) {}

  private final Path file;
  private boolean released;

  private CloneLock(Path file) {
    this.file = file;
  }

  /// For who uses the clone; empty where it is being made or removed.
  static Optional<CloneLock> shared(Path file) {
    return take(file, /* alone= */ false);
  }

  /// For who makes or removes it; empty where anybody has it.
  static Optional<CloneLock> alone(Path file) {
    return take(file, /* alone= */ true);
  }

  private static Optional<CloneLock> take(Path file, boolean alone) {
    synchronized (HELD) {
      Held held = HELD.get(file);
      if (held != null) {
        if (alone || held.alone()) {
          return Optional.empty();
        }
        HELD.put(file, new Held(held.channel(), false, held.users() + 1));
        return Optional.of(new CloneLock(file));
      }
      try {
        return open(file, alone);
      } catch (IOException e) {
        throw failed(file, e);
      }
    }
  }

  private static Optional<CloneLock> open(Path file, boolean alone) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (Undo<IOException> undo = Undo.unlessKept(channel::close)) {
      FileLock lock = channel.tryLock(0, Long.MAX_VALUE, !alone);
      if (lock == null) {
        return Optional.empty();
      }
      HELD.put(file, new Held(channel, alone, 1));
      return Optional.of(undo.keep(new CloneLock(file)));
    }
  }

  private static Fault failed(Path file, IOException e) {
    return Fault.of(LabError.LAB_NOT_WRITABLE, "cannot lock " + file)
        .detail(IoReason.of(e))
        .hint("Name another folder with --lab.")
        .cause(e);
  }

  @Override
  public void close() {
    if (released) {
      return;
    }
    released = true;
    synchronized (HELD) {
      Held held = HELD.remove(file);
      if (held.users() > 1) {
        HELD.put(file, new Held(held.channel(), false, held.users() - 1));
        return;
      }
      try {
        held.channel().close();
      } catch (IOException e) {
        throw failed(file, e);
      }
    }
  }
}
