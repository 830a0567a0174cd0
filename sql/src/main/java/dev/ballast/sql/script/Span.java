package dev.ballast.sql.script;

/// A stretch of a text, in Java `char`s: `start` is its first, `end` the one after its last.
public record Span(int start, int end) {
  public Span {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("a span runs forwards: " + start + ".." + end);
    }
  }
}
