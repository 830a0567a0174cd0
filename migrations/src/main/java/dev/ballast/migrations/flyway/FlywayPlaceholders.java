package dev.ballast.migrations.flyway;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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

  /// What the names begin with of which Flyway itself knows the values.
  private static final String OWN = "flyway";

  public FlywayPlaceholders {
    requireNonNull(prefix, "prefix is null");
    requireNonNull(suffix, "suffix is null");
    requireNonNull(separator, "separator is null");
    values = Map.copyOf(values);
  }

  /// Where a placeholder stands in a text.
  ///
  /// @param start of its prefix
  /// @param end behind its suffix
  private record Place(int start, int end, String name) {}

  /// A placeholder that has no value here.
  ///
  /// @param name empty where nothing ends it
  /// @param written with its marks
  /// @param at the `char` where it first stands
  public record Unfilled(String name, String written, int at) {}

  /// A text as Flyway reads it. A placeholder without a value, or with one of several lines, stays
  /// one, written as `${name}`: so lines keep their numbers.
  ///
  /// @param fileName of the script, which is a value too
  public String fill(String text, String fileName) {
    Map<String, String> known = known(fileName);
    StringBuilder filled = new StringBuilder();
    int from = 0;
    for (Place place : places(text)) {
      filled.append(text, from, place.start()).append(value(place.name(), known));
      from = place.end();
    }
    return filled.append(text, from, text.length()).toString();
  }

  /// The placeholders for which Flyway refuses the text if it has no value for them either, each
  /// where it first stands. Those that Flyway itself fills are none of them.
  public List<Unfilled> unfilled(String text, String fileName) {
    Map<String, String> known = known(fileName);
    Map<String, Unfilled> unfilled = new LinkedHashMap<>();
    int read = 0;
    for (Place place : places(text)) {
      read = place.end();
      boolean flyways = place.name().regionMatches(true, 0, OWN + separator, 0, OWN.length() + 1);
      if (!flyways && !known.containsKey(place.name())) {
        String written = text.substring(place.start(), place.end());
        unfilled.putIfAbsent(place.name(), new Unfilled(place.name(), written, place.start()));
      }
    }
    // Flyway takes the rest of a text for the name where nothing ends it.
    int open = looksForPlaces(text) ? text.indexOf(prefix, read) : -1;
    if (open >= 0) {
      String written = text.substring(open).lines().findFirst().orElse("");
      unfilled.putIfAbsent("", new Unfilled("", written, open));
    }
    return List.copyOf(unfilled.values());
  }

  private Map<String, String> known(String fileName) {
    Map<String, String> known = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    known.putAll(values);
    known.putIfAbsent(OWN + separator + "filename", fileName);
    return known;
  }

  private boolean looksForPlaces(String text) {
    return replaced && !prefix.isEmpty() && !suffix.isEmpty() && text.contains(prefix);
  }

  private List<Place> places(String text) {
    if (!looksForPlaces(text)) {
      return List.of();
    }
    List<Place> places = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int fits = fitting(text, at);
      int end = fits < prefix.length() ? -1 : text.indexOf(suffix, at + fits);
      if (end >= 0) {
        places.add(new Place(at, end + suffix.length(), text.substring(at + fits, end)));
        at = end + suffix.length();
      } else {
        // Flyway does not look again at what it compared in vain.
        at += fits == 0 || fits == prefix.length() ? 1 : fits + 1;
      }
    }
    return places;
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
