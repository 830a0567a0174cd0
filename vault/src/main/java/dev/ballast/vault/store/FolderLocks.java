package dev.ballast.vault.store;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Undo;
import dev.ballast.vault.format.VaultError;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Locks between the processes that use one vault, as files in its folder `locks`. The system
/// frees the lock of a process that dies. Safe for any number of threads.
public final class FolderLocks {
  /// The locks this process holds, over all its vaults. POSIX drops a process's lock on a file as
  /// soon as *any* of its descriptors for that file is closed, so a file that is here must not
  /// even be opened.
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private static final Duration RETRY_EVERY = Duration.ofMillis(10);

  private final Path folder;
  private final Path locks;
  private final Clock clock;

  /// Of the vault in `folder`, which has a sub-folder `locks`.
  public FolderLocks(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
    try {
      this.locks = folder.toRealPath().resolve("locks");
    } catch (IOException e) {
      throw FileFaults.reading(folder, "locks", e);
    }
  }

  /// A held lock. For one thread at a time.
  public final class Hold implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;
    private boolean released;

    private Hold(Path file, FileChannel channel) {
      this.file = file;
      this.channel = channel;
    }

    /// Removes the lock's file and releases it.
    public void remove() {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw FileFaults.writing(folder, "locks/" + file.getFileName(), e);
      } finally {
        close();
      }
    }

    /// Releases it; the file stays.
    @Override
    public void close() {
      if (released) {
        return;
      }
      released = true;
      try {
        channel.close();
      } catch (IOException e) {
        throw FileFaults.writing(folder, "locks/" + file.getFileName(), e);
      } finally {
        HELD.remove(file);
      }
    }
  }

  /// Waits for the lock, at most `limit`, then fails with [VaultError#VAULT_BUSY]. Where the folder
  /// of the locks is gone, nobody holds one, and there is nothing to wait for.
  public Hold acquire(String name, Duration limit) {
    long start = clock.nanoTime();
    while (true) {
      Optional<Hold> hold =
          take(
              name,
              Set.of(
                  StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
      if (hold.isPresent()) {
        return hold.get();
      }
      if (Files.notExists(locks)) {
        throw FileFaults.writing(
            folder, "locks/" + name, new NoSuchFileException(locks.toString()));
      }
      if (Thread.currentThread().isInterrupted()) {
        throw CommonError.interrupted("waiting for the vault's lock " + name);
      }
      if (clock.since(start).compareTo(limit) > 0) {
        throw Fault.of(VaultError.VAULT_BUSY, "another process keeps the vault's lock " + name)
            .detail("waited " + limit.toSeconds() + " s at " + locks.resolve(name))
            .hint("Wait for the other process to end, or find it with `lsof`, and try again.");
      }
      clock.pause(RETRY_EVERY);
    }
  }

  /// Makes a new lock and holds it. Its file is durable when this returns.
  public Hold create(String name) {
    Optional<Hold> hold =
        take(
            name,
            Set.of(
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS));
    try (FileChannel directory =
        FileChannel.open(locks, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      directory.force(true);
    } catch (IOException e) {
      hold.ifPresent(Hold::remove);
      throw FileFaults.writing(folder, "locks/" + name, e);
    }
    return hold.orElseThrow(
        () -> Fault.of(VaultError.VAULT_BUSY, "the vault's new lock " + name + " is held"));
  }

  /// Holds a lock whose file exists, if nobody else does.
  public Optional<Hold> tryExisting(String name) {
    return take(name, Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
  }

  /// Whether the lock's file exists, held or not.
  public boolean exists(String name) {
    return Files.exists(locks.resolve(name), LinkOption.NOFOLLOW_LINKS);
  }

  /// The names of all locks that have a file, held or not, by name.
  public List<String> names() {
    try {
      PlainFiles.requireFolder(locks);
      try (Stream<Path> files = Files.list(locks)) {
        return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
      }
    } catch (IOException e) {
      throw FileFaults.reading(folder, "locks", e);
    }
  }

  /// A link would lead to somebody's file, which would be made, locked and removed; a pipe would
  /// block forever.
  private void requirePlain(Path file, String name) throws IOException {
    PlainFiles.requireFolder(locks);
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      PlainFiles.length(file, "locks/" + name);
    }
  }

  private Optional<Hold> take(String name, Set<OpenOption> options) {
    Path file = locks.resolve(name);
    if (!HELD.add(file)) {
      return Optional.empty();
    }
    try (Undo<RuntimeException> undo = Undo.unlessKept(() -> HELD.remove(file))) {
      requirePlain(file, name);
      Optional<Hold> hold = lock(file, options);
      if (hold.isPresent()) {
        undo.keep();
      }
      return hold;
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw FileFaults.writing(folder, "locks/" + name, e);
    }
  }

  private Optional<Hold> lock(Path file, Set<OpenOption> options) throws IOException {
    FileChannel channel = FileChannel.open(file, options, PlainFiles.LOCK_MODE);
    try (Undo<IOException> undo = Undo.unlessKept(channel::close)) {
      return channel.tryLock() == null
          ? Optional.empty()
          : Optional.of(undo.keep(new Hold(file, channel)));
    }
  }
}
