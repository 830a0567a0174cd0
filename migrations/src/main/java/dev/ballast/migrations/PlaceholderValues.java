package dev.ballast.migrations;

import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What stands in place of placeholders, as the one who asks says: whatever fills them there.
///
/// @param values by name; what is in a mapping has the names of both with a dot
public record PlaceholderValues(Map<String, String> values) {
  public static final PlaceholderValues NONE = new PlaceholderValues(Map.of());

  /// Only a name by itself: nobody here evaluates an expression.
  private static final Pattern PLACE =
      Pattern.compile(
          "\\$\\{(?<brace>[A-Za-z_][\\w.:-]*)}"
              + "|\\{\\{-?\\s*\\.?(?:Values\\.)?(?<braces>[A-Za-z_][\\w.-]*)\\s*-?}}"
              + "|<%=\\s*@?(?<tag>[A-Za-z_][\\w.]*)\\s*%>"
              + "|\\$\\((?<parenthesis>[A-Za-z_]\\w*)\\)"
              + "|%\\((?<percent>[A-Za-z_]\\w*)\\)s");

  public PlaceholderValues {
    values = Map.copyOf(values);
  }

  /// The text with the values that are known, wherever their places stand. A value of several lines
  /// is not filled in: what follows would have other lines.
  public String fill(String text) {
    return values.isEmpty() ? text : PLACE.matcher(text).replaceAll(this::replacement);
  }

  private String replacement(MatchResult place) {
    for (int group = 1; group <= place.groupCount(); group++) {
      if (place.group(group) != null) {
        return Matcher.quoteReplacement(line(place.group(group)).orElse(place.group()));
      }
    }
    return Matcher.quoteReplacement(place.group());
  }

  private Optional<String> line(String name) {
    return Optional.ofNullable(values.get(name))
        .filter(value -> value.indexOf('\n') < 0 && value.indexOf('\r') < 0);
  }
}
