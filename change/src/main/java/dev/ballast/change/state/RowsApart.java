package dev.ballast.change.state;

import static java.util.Objects.requireNonNull;

import java.util.List;

/// Rows of one table that are not as they were.
///
/// @param lost how many there are no more
/// @param gained how many there were not
/// @param changed how many have the same key and other values
/// @param exact whether the numbers are, or are estimated from a sample
/// @param keys of the lost and changed ones, then of the others, at most [#KEYS]
public record RowsApart(long lost, long gained, long changed, boolean exact, List<String> keys) {
  /// Keys that are reported of a table.
  public static final int KEYS = 20;

  public RowsApart {
    keys = List.copyOf(requireNonNull(keys, "keys is null"));
  }
}
