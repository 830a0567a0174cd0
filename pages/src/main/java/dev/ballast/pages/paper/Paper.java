package dev.ballast.pages.paper;

import java.util.Arrays;
import java.util.Optional;

/// The size of a sheet.
public enum Paper {
  A4("a4", "A4", 210),
  LETTER("letter", "Letter", 215.9);

  private static final double MARGINS = 24;
  private static final double POINTS = 72 / 25.4;

  private final String key;
  private final String size;
  private final double width;

  Paper(String key, String size, double width) {
    this.key = key;
    this.size = size;
    this.width = width;
  }

  /// As an address and an option have it.
  public String key() {
    return key;
  }

  /// As a style sheet has it.
  String size() {
    return size;
  }

  /// Between the margins, in points.
  double width() {
    return (width - MARGINS) * POINTS;
  }

  public static Optional<Paper> of(String key) {
    return Arrays.stream(values()).filter(each -> each.key.equals(key)).findFirst();
  }
}
