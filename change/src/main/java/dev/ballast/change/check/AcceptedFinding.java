package dev.ballast.change.check;

import static java.util.Objects.requireNonNull;

/// A finding that somebody accepted, and why it does not count against the migration.
///
/// @param reason of the comment that accepts it, with its expiry; or that the baseline has it
public record AcceptedFinding(MigrationFinding finding, String reason) {
  public AcceptedFinding {
    requireNonNull(finding, "finding is null");
    requireNonNull(reason, "reason is null");
  }
}
