package dev.ballast.sql.grammar;

import java.nio.charset.StandardCharsets;

/// The text was accepted. Nothing here changes its bytes; nor should a reader.
public final class Parsed implements ParseOutcome {
  private final byte[] json;

  Parsed(byte[] json) {
    this.json = json;
  }

  /// The tree in libpg_query's JSON form, UTF-8. Not a copy: a tree of megabytes is read once.
  public byte[] json() {
    return json;
  }

  @Override
  public String toString() {
    return new String(json, StandardCharsets.UTF_8);
  }
}
