package dev.ballast.report.change;

import dev.ballast.change.check.RepeatedFinding;
import dev.ballast.evidence.Severity;

/// The least severity of a finding that must be changed before a migration is merged: it ends the
/// check with exit code 3.
public enum Threshold {
  INFO,
  WARNING,
  ERROR,
  NEVER;

  public boolean isReachedBy(Severity severity) {
    return this != NEVER && severity.compareTo(Severity.valueOf(name())) >= 0;
  }

  boolean isReachedBy(RepeatedFinding finding) {
    return isReachedBy(finding.severity());
  }
}
