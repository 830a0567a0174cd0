package dev.ballast.migrations.liquibase;

import dev.ballast.migrations.PlaceholderValues;
import dev.ballast.migrations.document.Element;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The parameters that a changelog sets for its `${name}`. The first value of a name stays. Not
/// thread-safe.
final class Properties {
  private static final Pattern USE = Pattern.compile("\\$\\{([^}:]+)}");

  private final Map<String, String> values;

  /// @param known over what the changelog says
  Properties(PlaceholderValues known) {
    this.values = new HashMap<>(known.values());
  }

  void set(Element property) {
    if (Databases.includePostgres(property.value("dbms"))) {
      property
          .value("name")
          .ifPresent(
              name -> property.text("value").ifPresent(it -> values.putIfAbsent(name, it.value())));
    }
  }

  /// The element with the values in their places; a name that is not known stays as it is.
  Element fill(Element element) {
    if (values.isEmpty()) {
      return element;
    }
    return new Element(
        element.name(),
        element.line(),
        element.lastLine(),
        element.attributes().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> fill(entry.getValue()))),
        element.children().stream().map(this::fill).toList(),
        fill(element.text()));
  }

  private Element.Text fill(Element.Text text) {
    return new Element.Text(
        USE.matcher(text.value())
            .replaceAll(
                use -> Matcher.quoteReplacement(values.getOrDefault(use.group(1), use.group()))),
        text.line());
  }
}
