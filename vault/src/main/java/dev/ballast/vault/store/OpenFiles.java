package dev.ballast.vault.store;

import dev.ballast.evidence.CommonError;
import dev.ballast.vault.format.Damage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// Reads objects at any place, through files that stay open between reads: at most [#LIMIT] of
/// them unless more are being read at this moment. Safe for any number of threads.
final class OpenFiles implements AutoCloseable {
  static final int LIMIT = 128;

  /// How often a read starts again because an interrupted thread closed the file under it.
  private static final int REOPENINGS = 16;

  private final Path folder;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, OpenFile> byName = new LinkedHashMap<>(16, 0.75f, true);

  OpenFiles(Path folder) {
    this.folder = folder;
  }

  private static final class OpenFile {
    private final FileChannel channel;
    private int readers;
    private boolean retired;

    private OpenFile(FileChannel channel) {
      this.channel = channel;
    }
  }

  void read(String name, long offset, ByteBuffer into) {
    int start = into.position();
    for (int attempt = 0; ; attempt++) {
      try {
        OpenFile file = acquire(name);
        try {
          fill(file.channel, name, offset, into);
          return;
        } finally {
          release(file);
        }
      } catch (ClosedChannelException e) {
        if (Thread.currentThread().isInterrupted()) {
          throw CommonError.interrupted("reading " + name);
        }
        if (attempt == REOPENINGS) {
          throw FileFaults.reading(folder, name, e);
        }
        forget(name);
        into.position(start);
      } catch (NoSuchFileException e) {
        throw Damage.missing(name).cause(e);
      } catch (IOException e) {
        throw FileFaults.reading(folder, name, e);
      }
    }
  }

  private static void fill(FileChannel channel, String name, long offset, ByteBuffer into)
      throws IOException {
    long at = offset;
    while (into.hasRemaining()) {
      int read = channel.read(into, at);
      if (read < 0) {
        throw Damage.truncated(
            name, "it ends at byte " + at + ", " + into.remaining() + " bytes before it should");
      }
      at += read;
    }
  }

  private OpenFile acquire(String name) throws IOException {
    lock.lock();
    try {
      OpenFile file = byName.get(name);
      if (file == null) {
        Path path = PlainFiles.locate(folder, name);
        PlainFiles.length(path, name);
        file =
            new OpenFile(
                FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
        byName.put(name, file);
        retireOldest();
      }
      file.readers++;
      return file;
    } finally {
      lock.unlock();
    }
  }

  private void retireOldest() throws IOException {
    Iterator<OpenFile> oldest = byName.values().iterator();
    while (byName.size() > LIMIT && oldest.hasNext()) {
      OpenFile file = oldest.next();
      if (file.readers == 0) {
        oldest.remove();
        file.channel.close();
      }
    }
  }

  private void release(OpenFile file) throws IOException {
    lock.lock();
    try {
      file.readers--;
      if (file.retired && file.readers == 0) {
        file.channel.close();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Closes an object's file as soon as nobody reads it: the room of a removed one is free only
  /// then.
  void retire(String name) {
    lock.lock();
    try {
      OpenFile file = byName.remove(name);
      if (file != null) {
        file.retired = true;
        if (file.readers == 0) {
          file.channel.close();
        }
      }
    } catch (IOException e) {
      throw FileFaults.reading(folder, name, e);
    } finally {
      lock.unlock();
    }
  }

  private void forget(String name) {
    lock.lock();
    try {
      OpenFile file = byName.get(name);
      if (file != null && !file.channel.isOpen()) {
        byName.remove(name);
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      for (OpenFile file : byName.values()) {
        file.retired = true;
        if (file.readers == 0) {
          file.channel.close();
        }
      }
      byName.clear();
    } catch (IOException e) {
      throw FileFaults.reading(folder, "the open packs", e);
    } finally {
      lock.unlock();
    }
  }
}
