package dev.ballast.cli.house;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Plain technical English: phrases that the project once used and that only its authors understood
/// are refused, each with its replacement. The list is the resource `plain-words.txt`.
final class PlainWords {
  private static final String LIST = "plain-words.txt";
  private static final String EXPRESSION = "re:";
  private static final Pattern FENCE = Pattern.compile("\\s*(?:```|~~~).*");
  private static final Pattern INLINE_CODE = Pattern.compile("`[^`\n]*`");

  private PlainWords() {}

  static List<Law> all() {
    List<Phrase> phrases = read();
    return List.of(
        new Law(
            "plain-words",
            "a reader who knows PostgreSQL must understand messages, comments and pages at once; write"
                + " what the list says instead",
            house -> violations(house, phrases),
            """
            == docs/page.md
            Each fault is to"""
                + """
            ld as
            such, with its line.
            == vault/src/main/java/dev/ballast/vault/Shelf.java
            package dev.ballast.vault;
            final class Shelf { boolean isMe"""
                + """
            nded; }
            """,
            """
            == docs/page.md
            Each fault is reported with its line; `written an"""
                + """
            ew` is code.
            == vault/src/main/java/dev/ballast/vault/Shelf.java
            package dev.ballast.vault;
            /// Recommends nothing.
            final class Shelf { boolean recommended; }
            """));
  }

  private static List<String> violations(House house, List<Phrase> phrases) {
    List<String> found = new ArrayList<>();
    List<Phrase> words = phrases.stream().filter(Phrase::isWord).toList();
    for (Source source : house.sources()) {
      JavaProse read = JavaProse.of(source.text());
      find(phrases, source.path(), read.prose(), found);
      find(words, source.path(), read.names(), found);
    }
    house.files().stream()
        .filter(file -> file.toString().endsWith(".md"))
        .forEach(file -> find(phrases, file, prose(house.text(file)), found));
    return found;
  }

  private static void find(List<Phrase> phrases, Path path, String prose, List<String> found) {
    String lower = prose.toLowerCase(Locale.ROOT);
    for (Phrase phrase : phrases) {
      if (!lower.contains(phrase.needle())) {
        continue;
      }
      Matcher match = phrase.pattern().matcher(prose);
      while (match.find()) {
        long line = 1 + prose.substring(0, match.start()).chars().filter(c -> c == '\n').count();
        String words = match.group().replaceAll("\\s+", " ");
        found.add("%s:%d \"%s\": %s".formatted(path, line, words, phrase.instead()));
      }
    }
  }

  /// A page without its code: blocks between fences, and what is in backticks.
  private static String prose(String page) {
    StringBuilder prose = new StringBuilder();
    boolean code = false;
    for (String line : page.split("\n", -1)) {
      boolean fence = FENCE.matcher(line).matches();
      code ^= fence;
      if (!fence && !code) {
        prose.append(INLINE_CODE.matcher(line).replaceAll(JavaProse.CODE));
      } else {
        prose.append(JavaProse.CODE);
      }
      prose.append('\n');
    }
    return prose.toString();
  }

  private static List<Phrase> read() {
    try (InputStream list = PlainWords.class.getResourceAsStream(LIST)) {
      return new String(list.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(Phrase::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A refused phrase.
  ///
  /// @param pattern matches it as whole words, across line breaks
  /// @param needle in lower case, a part of every match: most texts are seen not to have it at once
  /// @param instead what to write
  /// @param isWord whether it is a single word, which names in code must not hold either
  private record Phrase(Pattern pattern, String needle, String instead, boolean isWord) {
    private static final Pattern GROUP = Pattern.compile("\\([^()]*\\)[?*+]?");
    private static final Pattern LITERAL =
        Pattern.compile("(?<![\\w\\\\\\[])[a-z]+(?![\\w?*+\\]])");

    static Phrase of(String line) {
      int bar = line.lastIndexOf(" | ");
      if (bar < 0) {
        throw new IllegalArgumentException(LIST + " has a line without ' | ': " + line);
      }
      String phrase = line.substring(0, bar).strip();
      String expression =
          phrase.startsWith(EXPRESSION)
              ? phrase.substring(EXPRESSION.length())
              : phrase.replaceAll("[^\\w\\s]", "\\\\$0");
      return new Phrase(
          Pattern.compile(
              "(?<!\\w)(?:" + expression.replace(" ", "\\s+") + ")(?!\\w)",
              Pattern.CASE_INSENSITIVE),
          needle(expression),
          line.substring(bar + " | ".length()).strip(),
          phrase.chars().allMatch(Character::isLetter));
    }

    /// The longest word of the expression that no group or quantifier makes optional.
    private static String needle(String expression) {
      String flat = expression;
      while (GROUP.matcher(flat).find()) {
        flat = GROUP.matcher(flat).replaceAll(" ");
      }
      return LITERAL
          .matcher(flat.contains("|") ? "" : flat.toLowerCase(Locale.ROOT))
          .results()
          .map(MatchResult::group)
          .max(Comparator.comparingInt(String::length))
          .orElse("");
    }
  }
}
