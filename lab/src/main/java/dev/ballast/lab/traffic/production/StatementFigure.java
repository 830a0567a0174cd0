package dev.ballast.lab.traffic.production;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One statement of production.
///
/// @param queryId as pg_stat_statements has it
/// @param text with `$1` where constants stood; empty where it is not known
/// @param rows that all calls returned or changed
/// @param took all calls together
/// @param since from when on its calls are counted, where the server says so (17)
public record StatementFigure(
    String queryId, String text, long calls, long rows, Duration took, Optional<Instant> since) {
  /// In place of the id that a hidden statement has.
  static final String HIDDEN = "hidden";

  public StatementFigure {
    requireNonNull(queryId, "queryId is null");
    requireNonNull(text, "text is null");
    requireNonNull(took, "took is null");
    requireNonNull(since, "since is null");
    if (calls < 0 || rows < 0) {
      throw new IllegalArgumentException("calls or rows are negative");
    }
  }

  /// Whether the text is another role's, which the role that read it may not see.
  public boolean isHidden() {
    return queryId.equals(HIDDEN);
  }

  double rowsPerCall() {
    return calls == 0 ? 0 : (double) rows / calls;
  }
}
