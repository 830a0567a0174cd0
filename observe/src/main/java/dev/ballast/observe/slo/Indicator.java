package dev.ballast.observe.slo;

import java.util.Arrays;
import java.util.Optional;

/// What is measured of a target to compare it with an objective.
public enum Indicator {
  /// Attempts to log in and to run a statement, as a client would.
  AVAILABILITY("availability", "probes", 3),
  /// Calls of statements.
  STATEMENT_TIME("statement-time", "calls", 30),
  /// Minutes; what would be lost of the latest writes.
  RECOVERY_POINT("recovery-point", "minutes", 3),
  /// Minutes; how old the newest proof is.
  PROOF_AGE("proof-age", "minutes", 3),
  /// Minutes; how long a recovery is expected to take.
  RECOVERY_TIME("recovery-time", "minutes", 3);

  private final String key;
  private final String unit;
  private final int leastBad;

  Indicator(String key, String unit, int leastBad) {
    this.key = key;
    this.unit = unit;
    this.leastBad = leastBad;
  }

  /// What configuration, labels and reports call it.
  public String key() {
    return key;
  }

  /// What is counted, in the plural.
  public String unit() {
    return unit;
  }

  /// Fewer bad ones than these raise no alert, however high the rate: where little is measured, one
  /// of a few is a high rate by chance.
  public int leastBad() {
    return leastBad;
  }

  /// The one of that key.
  public static Optional<Indicator> of(String key) {
    return Arrays.stream(values()).filter(each -> each.key.equals(key)).findFirst();
  }
}
