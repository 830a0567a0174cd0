package dev.ballast.store.inventory;

import static java.util.Objects.requireNonNull;

/// One of the things that are known of an item.
///
/// @param name lower case with `_`
/// @param value in human-readable form
public record Attribute(String name, String value) {
  public Attribute {
    requireNonNull(name, "name is null");
    // What the store cannot hold.
    value = value.replace('\0', '\uFFFD');
  }
}
