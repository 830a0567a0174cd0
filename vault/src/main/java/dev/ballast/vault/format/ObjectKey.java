package dev.ballast.vault.format;

import java.nio.charset.StandardCharsets;
import javax.crypto.SecretKey;

/// The data key of one sealed object together with the name it is bound to. Immutable.
public final class ObjectKey {
  private final String name;
  private final byte[] nameBytes;
  private final SecretKey data;

  ObjectKey(String name, SecretKey data) {
    this.name = name;
    this.nameBytes = name.getBytes(StandardCharsets.US_ASCII);
    this.data = data;
  }

  public String name() {
    return name;
  }

  byte[] nameBytes() {
    return nameBytes;
  }

  SecretKey data() {
    return data;
  }
}
