package dev.ballast.report;

import java.util.ArrayList;
import java.util.List;

/// The text form of a report while it is written. All of it goes through [Visible]. For one thread.
public final class Page {
  private final Style style;
  private final StringBuilder text = new StringBuilder();

  public Page(Style style) {
    this.style = style;
  }

  public Style style() {
    return style;
  }

  /// One line, whatever it holds.
  public Page line(String line) {
    text.append(Visible.line(line.stripTrailing())).append('\n');
    return this;
  }

  /// A whole document in a form of its own, which is harmless as it is: see
  /// `dev.ballast.report.change.CheckFormat`.
  public Page document(String finished) {
    text.append(finished);
    return this;
  }

  public Page blank() {
    text.append('\n');
    return this;
  }

  public Page heading(String title) {
    return line(style.bold(title));
  }

  /// Rows in columns as wide as their widest cell; the last column is not padded. Colour codes
  /// take no width.
  ///
  /// @param header the columns' titles; an empty list leaves the header out
  public Page table(List<String> header, List<List<String>> rows) {
    List<List<String>> all = new ArrayList<>();
    if (!header.isEmpty()) {
      all.add(header.stream().map(style::bold).toList());
    }
    for (List<String> row : rows) {
      all.add(row.stream().map(cell -> Visible.line(cell.replace('\t', ' '))).toList());
    }
    int columns = all.stream().mapToInt(List::size).max().orElse(0);
    int[] widths = new int[columns];
    for (List<String> row : all) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], width(row.get(i)));
      }
    }
    for (List<String> row : all) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        line.append(row.get(i));
        if (i < row.size() - 1) {
          line.append(" ".repeat(widths[i] - width(row.get(i)) + 2));
        }
      }
      line(line.toString());
    }
    return this;
  }

  private static int width(String cell) {
    String visible = Style.bare(cell);
    return visible.codePointCount(0, visible.length());
  }

  @Override
  public String toString() {
    return Style.ready(text.toString());
  }
}
