package dev.ballast.migrations.flyway;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.TreeMap;

/// What Flyway writes in place of placeholders before it reads a script, wherever they stand.
///
/// @param replaced false where the configuration turns that off
/// @param separator between `flyway` and the name of what Flyway itself knows
/// @param values by name, in either case
public record FlywayPlaceholders(
    boolean replaced, String prefix, String suffix, String separator, Map<String, String> values) {
  /// Flyway's own.
  public static final FlywayPlaceholders DEFAULT =
      new FlywayPlaceholders(true, "${", "}", ":", Map.of());

  /// How a placeholder without a value is written, which is recognised as one.
  private static final String OPEN = "${";

  private static final String CLOSE = "}";

  public FlywayPlaceholders {
    requireNonNull(prefix, "prefix is null");
    requireNonNull(suffix, "suffix is null");
    requireNonNull(separator, "separator is null");
    values = Map.copyOf(values);
  }

  /// A text as Flyway reads it. A placeholder without a value, or with one of several lines, stays
  /// one, written as `${name}`: so lines keep their numbers.
  ///
  /// @param fileName of the script, which is a value too
  public String fill(String text, String fileName) {
    if (!replaced || prefix.isEmpty() || suffix.isEmpty() || !text.contains(prefix)) {
      return text;
    }
    Map<String, String> known = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    known.putAll(values);
    known.putIfAbsent("flyway" + separator + "filename", fileName);
    StringBuilder filled = new StringBuilder();
    int from = 0;
    int at = 0;
    while (at < text.length()) {
      int fits = fitting(text, at);
      int end = fits < prefix.length() ? -1 : text.indexOf(suffix, at + fits);
      if (end >= 0) {
        String name = text.substring(at + fits, end);
        filled.append(text, from, at).append(value(name, known));
        from = end + suffix.length();
        at = from;
      } else {
        // Flyway does not look again at what it compared in vain.
        at += fits == 0 || fits == prefix.length() ? 1 : fits + 1;
      }
    }
    return filled.append(text, from, text.length()).toString();
  }

  private static String value(String name, Map<String, String> known) {
    String value = known.get(name);
    boolean oneLine = value != null && value.indexOf('\n') < 0 && value.indexOf('\r') < 0;
    return oneLine ? requireNonNull(value) : OPEN + name + CLOSE;
  }

  /// How much of the prefix stands there.
  private int fitting(String text, int at) {
    int fits = 0;
    while (fits < prefix.length()
        && at + fits < text.length()
        && text.charAt(at + fits) == prefix.charAt(fits)) {
      fits++;
    }
    return fits;
  }
}
