package dev.ballast.change.state;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/// One thing that a catalogue says of an object.
///
/// @param name as in [CatalogKind#attributes()]
/// @param value as the server prints it, empty where it has none
public record Attribute(String name, Optional<String> value) {
  public Attribute {
    requireNonNull(name, "name is null");
    requireNonNull(value, "value is null");
  }

  /// The name in words.
  public String title() {
    return name.replace('_', ' ');
  }
}
