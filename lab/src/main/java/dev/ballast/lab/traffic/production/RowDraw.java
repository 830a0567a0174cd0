package dev.ballast.lab.traffic.production;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Fills the parameters that are compared with one use of a relation, or stored in one row of it:
/// all from one sampled row, so that a composite key is one that exists. Immutable.
final class RowDraw {
  /// Prefixes that patterns are made of.
  private static final int PATTERN_LENGTH = 3;

  private static final int LONGEST_ARRAY = 100;

  private final Samples.Sample sample;
  private final List<Cell> cells;
  private final double share;

  /// A parameter and the column of the sample it is filled from.
  ///
  /// @param index of the expression in the sample
  record Cell(int parameter, int index, String expression, Place.How how, boolean bounded) {}

  /// @param share of the table's rows that a call of production touches, for the width of a range
  RowDraw(Samples.Sample sample, List<Cell> cells, double share) {
    this.sample = sample;
    this.cells = List.copyOf(cells);
    this.share = share;
  }

  /// @param values by parameter, from 0
  /// @param listLength of arrays
  void fill(List<Optional<String>> values, int listLength, RandomGenerator random) {
    if (sample.rows().isEmpty()) {
      return;
    }
    List<Optional<String>> row = anyRow(random);
    Set<Integer> used = new HashSet<>();
    for (Cell cell : cells) {
      // IN ($1, $2): the second value is another row's.
      boolean again = !used.add(cell.index());
      Optional<String> value = (again ? anyRow(random) : row).get(cell.index());
      switch (cell.how()) {
        case EQUAL -> values.set(cell.parameter() - 1, value);
        case PATTERN -> values.set(cell.parameter() - 1, value.map(RowDraw::pattern));
        case ELEMENT ->
            values.set(cell.parameter() - 1, Optional.of(array(cell.index(), listLength, random)));
        case ABOVE, BELOW -> {}
      }
    }
    bounds(values, random);
  }

  private List<Optional<String>> anyRow(RandomGenerator random) {
    return sample.rows().get(random.nextInt(sample.rows().size()));
  }

  /// Ranges of about as many rows as production's calls touched.
  private void bounds(List<Optional<String>> values, RandomGenerator random) {
    for (String expression : cells.stream().map(Cell::expression).distinct().toList()) {
      List<Cell> lower = sided(expression, Place.How.ABOVE);
      List<Cell> upper = sided(expression, Place.How.BELOW);
      if (!lower.isEmpty() || !upper.isEmpty()) {
        range(lower, upper, values, random);
      }
    }
  }

  private List<Cell> sided(String expression, Place.How how) {
    return cells.stream()
        .filter(cell -> cell.how() == how && cell.expression().equals(expression))
        .toList();
  }

  private void range(
      List<Cell> lower, List<Cell> upper, List<Optional<String>> values, RandomGenerator random) {
    Cell any = lower.isEmpty() ? upper.getFirst() : lower.getFirst();
    List<Integer> order = sample.orders().get(any.expression());
    if (order == null) {
      return;
    }
    int rows = order.size();
    int width = Math.clamp(Math.round(share * rows), 1, rows);
    int low;
    if (!lower.isEmpty() && !upper.isEmpty()) {
      low = random.nextInt(Math.max(1, rows - width + 1));
    } else if (any.bounded()) {
      low = random.nextInt(rows);
      width = 0;
    } else {
      low = lower.isEmpty() ? 0 : rows - width;
    }
    int first = order.get(Math.min(low, rows - 1));
    int last = order.get(Math.clamp((long) low + width, 0, rows - 1));
    lower.forEach(
        cell -> values.set(cell.parameter() - 1, sample.rows().get(first).get(cell.index())));
    upper.forEach(
        cell -> values.set(cell.parameter() - 1, sample.rows().get(last).get(cell.index())));
  }

  static String pattern(String value) {
    int end =
        value.offsetByCodePoints(
            0, Math.min(PATTERN_LENGTH, value.codePointCount(0, value.length())));
    return value.substring(0, end).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        + "%";
  }

  private String array(int index, int length, RandomGenerator random) {
    List<String> elements = new ArrayList<>();
    for (int i = 0; i < Math.min(length, LONGEST_ARRAY); i++) {
      anyRow(random).get(index).map(RowDraw::quoted).ifPresent(elements::add);
    }
    return "{" + String.join(",", elements) + "}";
  }

  /// An element as `array_in` reads it.
  static String quoted(String element) {
    return '"' + element.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
