package dev.ballast.store.inventory;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/// How one item changed.
///
/// @param before empty where it is new
/// @param now empty where it is gone
public record ItemChange(String key, Optional<Item> before, Optional<Item> now) {
  public ItemChange {
    requireNonNull(key, "key is null");
    requireNonNull(before, "before is null");
    requireNonNull(now, "now is null");
  }

  /// What the attribute was.
  public Optional<String> before(String attribute) {
    return before.flatMap(item -> item.attribute(attribute));
  }

  /// What the attribute is.
  public Optional<String> now(String attribute) {
    return now.flatMap(item -> item.attribute(attribute));
  }
}
