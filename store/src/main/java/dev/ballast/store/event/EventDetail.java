package dev.ballast.store.event;

import static java.util.Objects.requireNonNull;

/// A named part of an event, such as `old` and `new` of a setting.
///
/// @param name lower case with `_`
public record EventDetail(String name, String value) {
  /// A plan or a statement with its parameters; what is longer is cut.
  private static final int MAX_VALUE = 32_768;

  public EventDetail {
    requireNonNull(name, "name is null");
    value = StorableText.of(value, MAX_VALUE);
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a detail without a name");
    }
  }
}
