package dev.ballast.change.effect;

import static java.util.Objects.requireNonNull;

/// How sure an effect is, with what is known of the schema.
public sealed interface Likelihood {

  /// It happens.
  record Certain() implements Likelihood {}

  /// It depends on something that is not known here, and that `condition` names: `unless notes was
  /// text before`.
  record Possible(String condition) implements Likelihood {
    public Possible {
      requireNonNull(condition, "condition is null");
    }
  }

  Likelihood CERTAIN = new Certain();

  static Likelihood possible(String condition) {
    return new Possible(condition);
  }

  default boolean isCertain() {
    return this instanceof Certain;
  }
}
