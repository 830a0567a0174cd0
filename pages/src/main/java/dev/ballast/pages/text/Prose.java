package dev.ballast.pages.text;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/// Sentences in which names stand between backticks.
public record Prose(List<Part> parts) {
  public Prose {
    parts = List.copyOf(parts);
  }

  /// A stretch of it.
  ///
  /// @param code whether it stood between backticks
  public record Part(boolean code, String text) {
    public Part {
      requireNonNull(text, "text is null");
    }
  }

  /// A backtick that has no second one is text.
  public static Prose of(String text) {
    List<Part> parts = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int open = text.indexOf('`', at);
      int close = open < 0 ? -1 : text.indexOf('`', open + 1);
      if (close < 0) {
        break;
      }
      if (open > at) {
        parts.add(new Part(false, text.substring(at, open)));
      }
      parts.add(new Part(true, text.substring(open + 1, close)));
      at = close + 1;
    }
    if (at < text.length()) {
      parts.add(new Part(false, text.substring(at)));
    }
    return new Prose(parts);
  }
}
