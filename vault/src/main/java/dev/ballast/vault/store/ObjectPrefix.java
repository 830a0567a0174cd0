package dev.ballast.vault.store;

/// How an object begins. Not a value: it holds an array.
public final class ObjectPrefix {
  private final byte[] bytes;
  private final long length;

  /// @param length bytes of the whole object
  public ObjectPrefix(byte[] bytes, long length) {
    this.bytes = bytes;
    this.length = length;
  }

  public byte[] bytes() {
    return bytes;
  }

  public long length() {
    return length;
  }
}
