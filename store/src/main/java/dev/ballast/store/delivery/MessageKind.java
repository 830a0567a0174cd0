package dev.ballast.store.delivery;

import java.util.Locale;

/// What a message about an alert says.
public enum MessageKind {
  RAISED,
  /// It became more urgent.
  WORSENED,
  /// It came back after a message that it was resolved.
  RETURNED,
  RESOLVED;

  /// In lower case.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static MessageKind parse(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
