package dev.ballast.lab.clone;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.IoReason;
import dev.ballast.evidence.Undo;
import dev.ballast.lab.LabError;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Who has a clone: any number of commands that use it, or one that makes or removes it. Between
/// processes by a lock of the operating system, which frees it when a process ends in whatever way;
/// within one by a count. A hold is for one thread at a time.
///
/// The file goes with the clone. A lock on a file that was removed excludes nobody, so the file is
/// compared before it is opened and after it is locked.
final class CloneLock implements AutoCloseable {
  /// The locks of this process. POSIX drops them as soon as *any* descriptor of the file is closed,
  /// so each is opened once.
  private static final Map<Path, Held> HELD = new HashMap<>();

  /// @param users how many have it in this process
  private record Held(FileChannel channel, boolean alone, int users) {}

  private final CloneFolder place;
  private final Path file;
  private boolean released;

  private CloneLock(CloneFolder place) {
    this.place = place;
    this.file = place.lock();
  }

  /// For who uses the clone; empty where it is being made or removed.
  static Optional<CloneLock> shared(CloneFolder place) {
    return take(place, /* alone= */ false);
  }

  /// For who makes or removes it; empty where anybody has it.
  static Optional<CloneLock> alone(CloneFolder place) {
    return take(place, /* alone= */ true);
  }

  private static Optional<CloneLock> take(CloneFolder place, boolean alone) {
    Path file = place.lock();
    synchronized (HELD) {
      Held held = HELD.get(file);
      if (held != null) {
        if (alone || held.alone()) {
          return Optional.empty();
        }
        HELD.put(file, new Held(held.channel(), false, held.users() + 1));
        return Optional.of(new CloneLock(place));
      }
      try {
        return open(place, alone);
      } catch (IOException e) {
        throw failed(file, e);
      }
    }
  }

  private static Optional<CloneLock> open(CloneFolder place, boolean alone) throws IOException {
    Path file = place.lock();
    while (true) {
      Optional<Object> before = key(file);
      if (before.isEmpty()) {
        create(file);
        continue;
      }
      FileChannel channel;
      try {
        channel =
            FileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
      } catch (NoSuchFileException e) {
        // Its last user has just removed it.
        continue;
      }
      try (Undo<IOException> undo = Undo.unlessKept(channel::close)) {
        if (channel.tryLock(0, Long.MAX_VALUE, !alone) == null) {
          return Optional.empty();
        }
        if (key(file).equals(before)) {
          HELD.put(file, new Held(channel, alone, 1));
          return Optional.of(undo.keep(new CloneLock(place)));
        }
      }
    }
  }

  private static void create(Path file) throws IOException {
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (FileAlreadyExistsException e) {
      // Another process was faster.
    }
  }

  /// What tells files of one name from each other; empty where there is none.
  private static Optional<Object> key(Path file) throws IOException {
    try {
      return Optional.of(
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
              .fileKey());
    } catch (NoSuchFileException e) {
      return Optional.empty();
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
      try (FileChannel _ = held.channel()) {
        if (held.alone() && !place.isThere()) {
          Files.deleteIfExists(file);
        }
      } catch (IOException e) {
        throw failed(file, e);
      }
      if (!held.alone() && !place.isThere()) {
        // It went before this use began, or never was.
        alone(place).ifPresent(CloneLock::close);
      }
    }
  }
}
