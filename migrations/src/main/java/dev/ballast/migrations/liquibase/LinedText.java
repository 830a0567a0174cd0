package dev.ballast.migrations.liquibase;

import dev.ballast.migrations.document.Element;

/// A text under construction whose parts stand in the lines of the file that they come from, so
/// that what is said of a line of this text can be looked up there. Not thread-safe.
public final class LinedText {
  private final StringBuilder text = new StringBuilder();
  private int line = 1;

  public int length() {
    return text.length();
  }

  /// Goes to a line, unless it is passed already.
  public LinedText at(int wanted) {
    while (line < wanted) {
      add("\n");
    }
    return this;
  }

  public LinedText add(String part) {
    text.append(part);
    line += (int) part.chars().filter(c -> c == '\n').count();
    return this;
  }

  /// A text with its own lines, from where it begins.
  public LinedText add(Element.Text part) {
    String value = part.value();
    int blank = 0;
    while (blank < value.length() && Character.isWhitespace(value.charAt(blank))) {
      blank++;
    }
    int lines = (int) value.substring(0, blank).chars().filter(c -> c == '\n').count();
    return at(part.line() + lines).add(value.substring(blank).stripTrailing());
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
