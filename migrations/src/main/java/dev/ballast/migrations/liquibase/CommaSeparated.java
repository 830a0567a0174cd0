package dev.ballast.migrations.liquibase;

import java.util.ArrayList;
import java.util.List;

/// Reads rows of values with separators between them. A value in quotes may hold separators and
/// line ends, and a quote that is doubled or has a backslash before it.
final class CommaSeparated {
  private final String text;
  private final char separator;
  private final char quote;
  private int at;

  CommaSeparated(String text, char separator, char quote) {
    this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
    this.separator = separator;
    this.quote = quote;
  }

  /// All rows, each with at least one value.
  List<List<String>> rows() {
    List<List<String>> rows = new ArrayList<>();
    while (at < text.length()) {
      rows.add(row());
    }
    return rows;
  }

  private List<String> row() {
    List<String> row = new ArrayList<>();
    StringBuilder value = new StringBuilder();
    boolean quoted = false;
    while (at < text.length()) {
      char c = text.charAt(at++);
      boolean escapes = quoted && (c == '\\' || c == quote) && next() == quote;
      if (escapes) {
        value.append(quote);
        at++;
      } else if (c == quote) {
        quoted = !quoted;
      } else if (c == separator && !quoted) {
        row.add(value.toString());
        value.setLength(0);
      } else if (c == '\n' && !quoted) {
        break;
      } else if (c != '\r' || quoted) {
        value.append(c);
      }
    }
    row.add(value.toString());
    return row;
  }

  private char next() {
    return at < text.length() ? text.charAt(at) : 0;
  }
}
