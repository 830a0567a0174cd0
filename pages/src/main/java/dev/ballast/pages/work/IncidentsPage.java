package dev.ballast.pages.work;

import static java.util.Objects.requireNonNull;

import java.util.List;

/// What was wrong within a month, by its cause, the newest first.
///
/// @param verdict as a sentence
public record IncidentsPage(String verdict, List<Row> rows) {
  public IncidentsPage {
    requireNonNull(verdict, "verdict is null");
    rows = List.copyOf(rows);
  }

  /// One incident.
  ///
  /// @param effects how many alerts the root explains
  public record Row(AlertsPage.Row root, int effects, String lasted) {
    public Row {
      requireNonNull(root, "root is null");
      requireNonNull(lasted, "lasted is null");
    }
  }
}
