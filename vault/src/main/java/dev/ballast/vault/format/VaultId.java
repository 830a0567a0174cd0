package dev.ballast.vault.format;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.HexFormat;
import java.util.Optional;

/// The random name of one vault: 16 bytes as 32 lower-case hex digits. Every sealed object is
/// bound to it, so that an object of another vault is foreign here.
public record VaultId(@JsonValue String hex) {
  static final int BYTES = 16;

  private static final String FORM = "[0-9a-f]{32}";

  @JsonCreator
  public VaultId {
    if (!hex.matches(FORM)) {
      throw new IllegalArgumentException("not a vault id: " + hex);
    }
  }

  /// The id that an operator wrote; empty where it is none.
  public static Optional<VaultId> parse(String text) {
    return text.matches(FORM) ? Optional.of(new VaultId(text)) : Optional.empty();
  }

  /// A new id.
  public static VaultId random() {
    return new VaultId(HexFormat.of().formatHex(Randomness.bytes(BYTES)));
  }

  byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
