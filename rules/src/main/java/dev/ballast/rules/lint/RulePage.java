package dev.ballast.rules.lint;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A rule's `rule.md`: a head between two lines of `---`, then the page for people.
///
/// The head has a `key: value` a line; a value in brackets is a list. Read here and not by a YAML
/// library because every check of a second's length reads several.
///
/// @param text the page without its head
public record RulePage(RuleCard card, String text) {
  private static final String RULES = "/dev/ballast/rules/catalogue/";

  public RulePage {
    requireNonNull(card, "card is null");
    requireNonNull(text, "text is null");
  }

  /// The page of a rule, found by its id.
  public static RulePage of(String id) {
    return parse(id, resource(id, "rule.md"));
  }

  /// A file of a rule's folder.
  ///
  /// @throws IllegalStateException where the folder has no such file
  public static String resource(String id, String file) {
    String path = RULES + id.replace('-', '_') + "/" + file;
    try (InputStream in = RulePage.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("a rule has no " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("while reading " + path, e);
    }
  }

  static RulePage parse(String id, String markdown) {
    String[] parts = markdown.split("(?m)^---\\R", 3);
    if (parts.length != 3 || !parts[0].isEmpty()) {
      throw new IllegalStateException("the page of " + id + " has no head");
    }
    String title = "";
    Category category = Category.CUSTOM;
    Optional<Severity> severity = Optional.empty();
    Optional<Recurrence> recurrence = Optional.empty();
    List<String> refuses = List.of();
    List<String> aliases = List.of();
    List<String> manual = List.of();
    for (String line : parts[1].lines().toList()) {
      int colon = line.indexOf(':');
      String key = line.substring(0, colon);
      String value = line.substring(colon + 1).strip();
      switch (key) {
        case "title" -> title = value;
        case "category" -> category = Category.valueOf(value.toUpperCase(Locale.ROOT));
        case "severity" ->
            severity =
                value.equals("off")
                    ? Optional.empty()
                    : Optional.of(Severity.valueOf(value.toUpperCase(Locale.ROOT)));
        case "recurrence" ->
            recurrence = Optional.of(Recurrence.valueOf(value.toUpperCase(Locale.ROOT)));
        case "refuses" -> refuses = list(value);
        case "aliases" -> aliases = list(value);
        case "manual" -> manual = list(value);
        default -> throw new IllegalStateException("the page of " + id + " has a key " + key);
      }
    }
    return new RulePage(
        new RuleCard(
            id,
            title,
            category,
            severity,
            recurrence.orElse(category.recurrence()),
            refuses,
            aliases,
            manual),
        parts[2].strip() + "\n");
  }

  private static List<String> list(String value) {
    List<String> items = new ArrayList<>();
    for (String item : value.substring(1, value.length() - 1).split(",", -1)) {
      if (!item.isBlank()) {
        items.add(item.strip());
      }
    }
    return items;
  }
}
