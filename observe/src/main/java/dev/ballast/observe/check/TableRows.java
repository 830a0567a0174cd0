package dev.ballast.observe.check;

import java.util.stream.DoubleStream;

/// How many rows a table has at least, to compare with what autovacuum waits for: it visits a table
/// when a share of its rows has changed. Live rows are counted since the statistics were last
/// reset, so that those of a large table may be 0 while its size is known.
public final class TableRows {
  /// With all indexes; few tables have wider rows.
  private static final double WIDE_ROW_BYTES = 400;

  private TableRows() {}

  /// 0 where neither is known.
  public static double least(Entity table) {
    return DoubleStream.of(
            table.figure("rows_live").orElse(0), table.figure("bytes").orElse(0) / WIDE_ROW_BYTES)
        .max()
        .orElse(0);
  }
}
