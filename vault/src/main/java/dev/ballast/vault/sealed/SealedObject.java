package dev.ballast.vault.sealed;

import dev.ballast.vault.format.Hashes;
import dev.ballast.vault.format.SealedObjectKind;
import dev.ballast.vault.format.Sealer;
import java.util.HexFormat;

/// A sealed object as it is stored, whose header was authenticated and whose body was not yet. Not
/// a value: it holds an array.
public final class SealedObject {
  private final SealedObjectKind kind;
  private final String name;
  private final byte[] bytes;

  SealedObject(SealedObjectKind kind, String name, byte[] bytes) {
    this.kind = kind;
    this.name = name;
    this.bytes = bytes;
  }

  SealedObjectKind kind() {
    return kind;
  }

  String name() {
    return name;
  }

  byte[] bytes() {
    return bytes;
  }

  /// Bytes of the whole object.
  public long length() {
    return bytes.length;
  }

  /// The number of the key-encryption key it was sealed with.
  public int kek() {
    return Sealer.kekOf(bytes);
  }

  /// SHA-256 of the stored bytes, by which the evidence log names an object: 64 hex digits.
  public String hash() {
    return HexFormat.of().formatHex(Hashes.sha256(bytes));
  }
}
