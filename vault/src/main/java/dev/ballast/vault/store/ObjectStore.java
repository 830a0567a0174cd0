package dev.ballast.vault.store;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;

/// Named objects, each written once and whole. Implementations are safe for any number of threads
/// and for several processes.
public interface ObjectStore extends AutoCloseable {

  /// Stores `bytes` as `name`, durable when this returns. Nobody ever sees a part of it. A name
  /// that is taken is [dev.ballast.vault.format.VaultError#OBJECT_EXISTS].
  void put(String name, byte[] bytes);

  /// Starts an object that is written in pieces and appears, whole, at [Staged#publish].
  Staged stage(String name);

  /// The whole object; [dev.ballast.vault.format.VaultError#OBJECT_MISSING] where there is none.
  byte[] get(String name);

  /// Fills `into` from the object's bytes at `offset`;
  /// [dev.ballast.vault.format.VaultError#OBJECT_TRUNCATED] where it ends too early.
  void read(String name, long offset, ByteBuffer into);

  /// Its length in bytes; empty where there is no such object.
  OptionalLong length(String name);

  /// The objects whose names start with `folder`, by name. `folder` ends in a slash.
  List<StoredObject> list(String folder);

  /// Removes objects, durable when this returns. Those that are gone already are passed over. For
  /// clean-up only: what is committed is never removed.
  void remove(List<String> names);

  /// What was staged and never published, under the names it was meant for. Lengths are what it
  /// takes on disk now.
  List<StoredObject> staged();

  /// Removes everything staged for `name`. Only for whoever holds the lock of its writer.
  void unstage(String name);

  @Override
  void close();
}
