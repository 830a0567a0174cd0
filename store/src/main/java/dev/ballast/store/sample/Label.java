package dev.ballast.store.sample;

import static java.util.Objects.requireNonNull;

/// One part of what tells an entity from the others of its family.
///
/// @param name lower-case letters, digits and `_`, as Prometheus takes it
/// @param value any text; empty where the server has none
public record Label(String name, String value) {
  public Label {
    requireNonNull(value, "value is null");
    if (!isName(name)) {
      throw new IllegalArgumentException("not a label's name: " + name);
    }
  }

  private static boolean isName(String name) {
    if (name.isEmpty() || name.length() > 63 || Character.isDigit(name.charAt(0))) {
      return false;
    }
    return name.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_');
  }
}
