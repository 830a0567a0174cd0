package dev.ballast.targets.config;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A figure that another one is compared with, as somebody wrote it.
///
/// @param value in seconds, bytes, from 0 to 1, or as it was written
public record Figure(double value, Unit unit) {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,15}(\\.\\d{1,9})?");
  private static final Pattern SHARE = Pattern.compile("(\\d{1,6}(\\.\\d{1,9})?) ?%");
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|min|h|d)");
  private static final Pattern SIZE = Pattern.compile("(\\d{1,12})(B|kB|MB|GB|TB)");
  private static final List<String> SIZES = List.of("B", "kB", "MB", "GB", "TB");
  private static final double KILO = 1024;
  private static final double PERCENT = 100;
  private static final double MILLIS = 1000;

  /// What it was written as.
  public enum Unit {
    NUMBER("a number without a unit"),
    SHARE("a share"),
    SECONDS("a duration"),
    BYTES("a size");

    private final String title;

    Unit(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  public Figure {
    requireNonNull(unit, "unit is null");
  }

  /// `500`, `90%`, `10min` or `16GB`; throws `IllegalArgumentException` with what is wrong.
  static Figure parse(String text) {
    Matcher share = SHARE.matcher(text);
    Matcher size = SIZE.matcher(text);
    if (NUMBER.matcher(text).matches()) {
      return new Figure(Double.parseDouble(text), Unit.NUMBER);
    }
    if (share.matches()) {
      return new Figure(Double.parseDouble(share.group(1)) / PERCENT, Unit.SHARE);
    }
    if (DURATION.matcher(text).matches()) {
      return new Figure(Values.duration(text).toMillis() / MILLIS, Unit.SECONDS);
    }
    if (size.matches()) {
      return new Figure(
          Long.parseLong(size.group(1)) * Math.pow(KILO, SIZES.indexOf(size.group(2))), Unit.BYTES);
    }
    throw new IllegalArgumentException(
        "must be a number, a share such as 90%, a duration such as 10min, or a size such as 16GB");
  }
}
