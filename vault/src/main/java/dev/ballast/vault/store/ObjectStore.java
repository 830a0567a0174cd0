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

  /// Starts an object that is written in pieces and appears, whole, at [StagedObject#publish].
  StagedObject stage(String name);

  /// Begins an object that grows: what is appended is there for all to read, and is durable once it
  /// was forced. Nothing of it is ever changed. A name that is taken is
  /// [dev.ballast.vault.format.VaultError#OBJECT_EXISTS].
  GrowingObject grow(String name);

  /// The whole object, which is known to be `length` bytes long;
  /// [dev.ballast.vault.format.VaultError#OBJECT_MISSING] where there is none. Nobody may ask for
  /// more than was authenticated: a hostile store says any length.
  byte[] get(String name, long length);

  /// The first bytes of an object, at most `bytes` of them, and how long it is.
  ObjectPrefix begin(String name, int bytes);

  /// Fills `into` from the object's bytes at `offset`;
  /// [dev.ballast.vault.format.VaultError#OBJECT_TRUNCATED] where it ends too early.
  void read(String name, long offset, ByteBuffer into);

  /// Its length in bytes; empty where there is no such object.
  OptionalLong length(String name);

  /// The objects whose names start with `folder`, by name. `folder` ends in a slash.
  List<StoredObject> list(String folder);

  /// Removes objects, durable when this returns. Those that are gone already are passed over. For
  /// clean-up, and for what the evidence log says is removed or replaced.
  void remove(List<String> names);

  /// What was staged and never published, under the names it was meant for. Lengths are what it
  /// takes on disk now.
  List<StoredObject> staged();

  /// Removes everything staged for `name`. Only for the holder of the lock of its writer.
  void unstage(String name);

  @Override
  void close();
}
