package dev.ballast.rules.lint;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The marks of places that a tool fills before the server sees a text: `${name}` of Flyway,
/// Liquibase and goose, `{{ ... }}` and `{% ... %}` of Go templates and Jinja, `<%= ... %>` of ERB,
/// `$(name)` of sqlcmd, `%(name)s` of Python.
final class Template {
  private static final Pattern MARK =
      Pattern.compile(
          "\\$\\{[^}\\n]{1,256}}"
              + "|\\{\\{[^\\n]{0,256}?}}"
              + "|\\{%[^\\n]{0,256}?%}"
              + "|<%[-=]?[^\\n]{0,256}?%>"
              + "|\\$\\([A-Za-z_]\\w{0,62}\\)"
              + "|%\\([A-Za-z_]\\w{0,62}\\)s");

  /// What to do about a mark.
  static final String ADVICE =
      "Nothing is claimed of it; give the value with --values, and the filled text is checked.";

  private Template() {}

  /// The first mark in a text.
  static Optional<String> in(String text) {
    Matcher mark = MARK.matcher(text);
    return mark.find() ? Optional.of(mark.group()) : Optional.empty();
  }

  static String reason(String mark) {
    return "it holds " + mark + ", which a tool replaces before the server sees it";
  }
}
