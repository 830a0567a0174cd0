package dev.ballast.lab.traffic.production;

import static java.util.Objects.requireNonNull;

/// One statement of production.
///
/// @param queryId as pg_stat_statements has it
/// @param text with `$1` where constants stood; empty where it is not known
/// @param rows that all calls returned or changed
public record StatementFigure(String queryId, String text, long calls, long rows) {
  public StatementFigure {
    requireNonNull(queryId, "queryId is null");
    requireNonNull(text, "text is null");
    if (calls < 0 || rows < 0) {
      throw new IllegalArgumentException("calls or rows are negative");
    }
  }

  double rowsPerCall() {
    return calls == 0 ? 0 : (double) rows / calls;
  }
}
