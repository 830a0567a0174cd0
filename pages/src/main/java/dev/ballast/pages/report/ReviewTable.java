package dev.ballast.pages.report;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/// A part of the weekly review, as all its forms have it.
///
/// @param none what is said where there is no row
/// @param columns their titles, the first of which names the row
public record ReviewTable(String title, String none, List<Column> columns, List<Row> rows) {
  public ReviewTable {
    requireNonNull(title, "title is null");
    requireNonNull(none, "none is null");
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /// A column.
  ///
  /// @param figures whether it has figures, which stand at the right
  /// @param share of the width of paper, in per cent
  public record Column(String title, boolean figures, int share) {
    public Column {
      requireNonNull(title, "title is null");
    }

    static Column words(String title, int share) {
      return new Column(title, false, share);
    }

    static Column figures(String title, int share) {
      return new Column(title, true, share);
    }
  }

  /// A row.
  ///
  /// @param path of the page that explains it
  public record Row(List<String> cells, Optional<String> path) {
    public Row {
      cells = List.copyOf(cells);
      requireNonNull(path, "path is null");
    }
  }
}
