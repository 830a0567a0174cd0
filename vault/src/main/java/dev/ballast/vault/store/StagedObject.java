package dev.ballast.vault.store;

import java.nio.ByteBuffer;

/// An object being written. [#write] is for any number of threads, the rest for one at a time.
public interface StagedObject extends AutoCloseable {

  /// Writes all of `bytes` at `offset`.
  void write(ByteBuffer bytes, long offset);

  /// Makes it durable, then visible under its name.
  void publish();

  /// Removes it, unless it was published.
  @Override
  void close();
}
