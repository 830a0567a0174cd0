package dev.ballast.protect.verify;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.ByteSize;
import java.time.Duration;

/// How thoroughly a promoted copy is checked.
///
/// @param sessions sessions a database that check in parallel, 1 to 64
/// @param statementTimeout bound on checking one relation or one constraint
/// @param lookups rows of a table that are looked up through each of its indexes that amcheck
/// cannot compare with the table
/// @param scanBelow tables up to this size are also read in full through each B-tree and compared
/// with a sequential scan
public record CheckSettings(
    int sessions, Duration statementTimeout, int lookups, ByteSize scanBelow) {
  public static final int DEFAULT_SESSIONS = 2;
  public static final Duration DEFAULT_STATEMENT_TIMEOUT = Duration.ofMinutes(30);
  public static final int DEFAULT_LOOKUPS = 2000;
  public static final ByteSize DEFAULT_SCAN_BELOW = new ByteSize(64L << 20);

  private static final int MAX_SESSIONS = 64;

  public CheckSettings {
    requireNonNull(statementTimeout, "statementTimeout is null");
    requireNonNull(scanBelow, "scanBelow is null");
    if (sessions < 1 || sessions > MAX_SESSIONS) {
      throw new IllegalArgumentException("sessions is not 1 to 64: " + sessions);
    }
    if (lookups < 1) {
      throw new IllegalArgumentException("lookups is not positive: " + lookups);
    }
  }

  public static CheckSettings defaults() {
    return new CheckSettings(
        DEFAULT_SESSIONS, DEFAULT_STATEMENT_TIMEOUT, DEFAULT_LOOKUPS, DEFAULT_SCAN_BELOW);
  }
}
