package dev.ballast.observe.log.record;

import dev.ballast.observe.log.record.Draft.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The words that a server writes in front of a message and of its parts, in the languages that it
/// is translated to.
final class Words {
  private static final Pattern BAR = Pattern.compile(" \\| ");
  private static final String PART = "part ";
  private static final int LONGEST = 16;
  private static final Map<String, Level> LEVELS = new HashMap<>();
  private static final Map<String, Part> PARTS = new HashMap<>();

  static {
    try (InputStream words = Words.class.getResourceAsStream("Words/words.txt")) {
      new String(words.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(Words::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Words() {}

  private static void add(String line) {
    List<String> words = List.of(BAR.split(line));
    String meaning = words.getFirst();
    for (String word : words.subList(1, words.size())) {
      if (meaning.startsWith(PART)) {
        PARTS.put(word, Part.valueOf(meaning.substring(PART.length())));
      } else {
        LEVELS.put(word, Level.valueOf(meaning));
      }
    }
  }

  static Level level(String word) {
    return Optional.ofNullable(LEVELS.get(word)).orElse(Level.UNKNOWN);
  }

  /// What a line says behind its prefix.
  ///
  /// @param level of a message, null of a part of one
  /// @param textAt where its text begins
  record Word(@Nullable Level level, @Nullable Part part, int textAt) {}

  /// The word at `from`, if there is one: `ERROR:  `, in French with a space before the colon.
  static Optional<Word> at(String line, int from) {
    int colon = line.indexOf(':', from);
    if (colon < 0 || colon - from > LONGEST) {
      return Optional.empty();
    }
    String word = line.substring(from, colon).stripTrailing();
    Level level = LEVELS.get(word);
    Part part = level == null ? PARTS.get(word) : null;
    if (level == null && part == null) {
      return Optional.empty();
    }
    int at = colon + 1;
    while (at < line.length() && line.charAt(at) == ' ' && at < colon + 3) {
      at++;
    }
    return level != null && at == colon + 1
        ? Optional.empty()
        : Optional.of(new Word(level, part, at));
  }

  /// `10.0.0.7:5432` and `10.0.0.7(5432)` without the port.
  static String host(String client) {
    int end = client.endsWith(")") ? client.lastIndexOf('(') : client.lastIndexOf(':');
    return end > 0 ? client.substring(0, end) : client;
  }
}
