package dev.ballast.observe.log.event;

import static java.util.Objects.requireNonNull;

/// A part of a message that PostgreSQL itself put there: a number, the name of a lock, a file.
public record Fact(String name, String value) {
  public Fact {
    requireNonNull(name, "name is null");
    requireNonNull(value, "value is null");
  }
}
