package dev.ballast.targets.config;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/// What a target belongs to, and whose it is.
///
/// @param labels in the order of the file
public record Affiliation(List<Label> labels, Optional<String> owner) {
  public static final Affiliation NONE = new Affiliation(List.of(), Optional.empty());

  public Affiliation {
    labels = List.copyOf(labels);
    requireNonNull(owner, "owner is null");
  }

  /// A name and a value, such as `env` and `prod`.
  public record Label(String name, String value) {
    public Label {
      requireNonNull(name, "name is null");
      requireNonNull(value, "value is null");
    }

    /// As it is searched for: `env=prod`.
    public String text() {
      return name + "=" + value;
    }
  }
}
