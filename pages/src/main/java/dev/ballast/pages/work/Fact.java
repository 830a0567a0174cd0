package dev.ballast.pages.work;

import static java.util.Objects.requireNonNull;

/// A named figure or text that a claim rests on.
public record Fact(String name, String value) {
  public Fact {
    requireNonNull(name, "name is null");
    requireNonNull(value, "value is null");
  }
}
