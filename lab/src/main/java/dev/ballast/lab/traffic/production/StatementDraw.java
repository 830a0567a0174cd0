package dev.ballast.lab.traffic.production;

import dev.ballast.lab.traffic.ParameterDraw;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Draws all parameters of one statement.
///
/// @param usual what a parameter has that nothing else fills, by parameter from 0; empty is NULL
/// @param fresh parameters that are to be of no row yet
/// @param listLength of arrays that a column's value is looked for in
record StatementDraw(List<Optional<String>> usual, List<RowDraw> rows, Fresh fresh, int listLength)
    implements ParameterDraw {
  StatementDraw {
    usual = List.copyOf(usual);
    rows = List.copyOf(rows);
  }

  /// Parameters of rows that are inserted.
  ///
  /// @param values by the parameter's number
  /// @param share of the calls that insert a new row, from 0 to 1
  record Fresh(Map<Integer, FreshValues> values, double share) {
    Fresh {
      values = Map.copyOf(values);
    }
  }

  @Override
  public List<Optional<String>> values(RandomGenerator random) {
    List<Optional<String>> values = new ArrayList<>(usual);
    rows.forEach(row -> row.fill(values, listLength, random));
    if (!fresh.values().isEmpty() && random.nextDouble() < fresh.share()) {
      fresh
          .values()
          .forEach((number, next) -> values.set(number - 1, Optional.of(next.next(random))));
    }
    return values;
  }
}
