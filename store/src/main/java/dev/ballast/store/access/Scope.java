package dev.ballast.store.access;

import java.util.Arrays;
import java.util.Optional;

/// What a token may be used for. A scope includes no other one.
public enum Scope {
  /// Metrics, for a scraper.
  READ_METRICS("read:metrics"),
  /// Everything that is read over the API, but who may do what.
  READ_API("read:api"),
  /// What an operator does.
  OPERATE("operate"),
  /// Who may do what.
  ADMIN("admin");

  private final String text;

  Scope(String text) {
    this.text = text;
  }

  /// As it is written: `read:api`.
  public String text() {
    return text;
  }

  /// The scope that is written so.
  public static Optional<Scope> parse(String text) {
    return Arrays.stream(values()).filter(scope -> scope.text.equals(text)).findFirst();
  }

  static Scope stored(String text) {
    return parse(text).orElseThrow(() -> new IllegalStateException("not a scope: " + text));
  }
}
