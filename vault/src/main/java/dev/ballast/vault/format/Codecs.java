package dev.ballast.vault.format;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Undo;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;

/// The codecs of one open vault. Safe for any number of threads. It bounds how many chunks are
/// worked on at once, and so the memory of a caller with thousands of virtual threads: more than
/// [#LIMIT] at a time wait.
public final class Codecs implements AutoCloseable {
  /// The most codecs in use at once; each holds about two chunks of memory.
  public static final int LIMIT = Math.max(8, 4 * Runtime.getRuntime().availableProcessors());

  private final Keyring keyring;
  private final Semaphore free = new Semaphore(LIMIT);
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Codec> idle = new ArrayDeque<>();
  private boolean closed;

  public Codecs(Keyring keyring) {
    this.keyring = keyring;
  }

  /// A codec, which must be given back.
  public Codec take() {
    try {
      free.acquire();
    } catch (InterruptedException e) {
      throw CommonError.interrupted("waiting to work on a chunk");
    }
    lock.lock();
    try {
      if (closed) {
        free.release();
        throw new IllegalStateException("the vault is closed");
      }
      Codec codec = idle.pollFirst();
      return codec == null ? made() : codec;
    } finally {
      lock.unlock();
    }
  }

  private Codec made() {
    try (Undo<RuntimeException> undo = Undo.unlessKept(free::release)) {
      Compression.require();
      return undo.keep(new Codec(keyring));
    }
  }

  public void give(Codec codec) {
    lock.lock();
    try {
      if (closed) {
        codec.close();
      } else {
        idle.addFirst(codec);
      }
    } finally {
      lock.unlock();
      free.release();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      idle.forEach(Codec::close);
      idle.clear();
    } finally {
      lock.unlock();
    }
  }
}
