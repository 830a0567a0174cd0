package dev.ballast.observe.check;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a check's page `check.md` says, which lies beside its class.
///
/// @param title one sentence without a full stop
/// @param meaning what is wrong and what comes of it
/// @param threshold why the alert is raised from that figure on, with the source
/// @param remedy what to do
public record CheckPage(String title, String meaning, String threshold, String remedy) {
  private static final String MEANING = "What it means";
  private static final String THRESHOLD = "Why this threshold";
  private static final String REMEDY = "What to do";
  private static final List<String> SECTIONS = List.of(MEANING, THRESHOLD, REMEDY);

  public CheckPage {
    requireNonNull(title, "title is null");
    requireNonNull(meaning, "meaning is null");
    requireNonNull(threshold, "threshold is null");
    requireNonNull(remedy, "remedy is null");
  }

  /// The page of a check.
  public static CheckPage of(Check check) {
    try (InputStream page = check.getClass().getResourceAsStream("check.md")) {
      if (page == null) {
        throw new IllegalStateException("check " + check.name() + " has no page");
      }
      return parse(new String(page.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static CheckPage parse(String text) {
    String title = "";
    String section = "";
    Map<String, StringBuilder> sections = new HashMap<>();
    for (String line : text.lines().toList()) {
      if (line.startsWith("# ")) {
        title = line.substring(2);
      } else if (line.startsWith("## ")) {
        section = line.substring(3);
        if (!SECTIONS.contains(section) || sections.containsKey(section)) {
          throw new IllegalArgumentException("a section \"" + section + "\"");
        }
        sections.put(section, new StringBuilder());
      } else if (!section.isEmpty()) {
        requireNonNull(sections.get(section)).append(line).append('\n');
      }
    }
    if (title.isEmpty() || sections.size() < SECTIONS.size()) {
      throw new IllegalArgumentException("a page without title or without all of " + SECTIONS);
    }
    return new CheckPage(
        title, part(sections, MEANING), part(sections, THRESHOLD), part(sections, REMEDY));
  }

  private static String part(Map<String, StringBuilder> sections, String name) {
    return requireNonNull(sections.get(name)).toString().strip();
  }
}
