package dev.ballast.change.rehearse;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Verdict;

/// What one rule of the policy says of a change.
///
/// @param verdict refuted where the rule is broken, undecided where it could not be measured
public record PolicyFinding(Rule rule, Verdict verdict) {
  public PolicyFinding {
    requireNonNull(rule, "rule is null");
    requireNonNull(verdict, "verdict is null");
  }

  /// A rule of the policy.
  public enum Rule {
    RUNS("runs to its end"),
    LONGEST_BLOCKING("longest blocking"),
    WAL("write-ahead log"),
    STANDBY_LAG("standby lag"),
    DISK("disk"),
    ROLLBACK("rollback"),
    OLD_APPLICATION("the application before the change");

    private final String words;

    Rule(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }
}
