package dev.ballast.effect.claim;

import static java.util.Objects.requireNonNull;

/// How sure an effect is, with what is known of the schema.
/// Without default methods the interface is not initialised together with its records.
@SuppressWarnings("ClassInitializationDeadlock")
public sealed interface Likelihood {

  /// It happens.
  record Certain() implements Likelihood {
    @Override
    public boolean isCertain() {
      return true;
    }
  }

  /// It depends on something that is not known here, and that `condition` names: `unless notes was
  /// text before`.
  record Possible(String condition) implements Likelihood {
    public Possible {
      requireNonNull(condition, "condition is null");
    }

    @Override
    public boolean isCertain() {
      return false;
    }
  }

  Likelihood CERTAIN = new Certain();

  /// Of a statement in a body that need not come to it.
  Likelihood SOMETIMES =
      new Possible("unless the IF, the loop or the EXCEPTION clause around it skips it");

  /// Of a call in a query that may find no row.
  Likelihood PER_ROW = new Possible("where the call is made at all");

  static Likelihood possible(String condition) {
    return new Possible(condition);
  }

  boolean isCertain();
}
