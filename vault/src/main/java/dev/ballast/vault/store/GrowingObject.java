package dev.ballast.vault.store;

import java.nio.ByteBuffer;

/// An object that is appended to. For one thread at a time.
public interface GrowingObject extends AutoCloseable {

  /// Appends these bytes. Where this fails, a part of them may be there.
  void append(ByteBuffer bytes);

  /// What was appended is durable when this returns. After a failure nobody knows what is: the
  /// object must not be appended to any more.
  void force();

  /// Ends it without forcing it.
  @Override
  void close();
}
