package dev.ballast.change.forecast;

/// The beginning of a statement on one line, as reports show it.
public final class Excerpt {
  private static final int LENGTH = 160;

  private Excerpt() {}

  public static String of(String statement) {
    String line = statement.strip().replaceAll("\\s+", " ");
    return line.length() > LENGTH ? line.substring(0, LENGTH) + "..." : line;
  }
}
