package dev.ballast.observe.log.event;

import dev.ballast.observe.log.event.KnownMessage.KnownPart;
import dev.ballast.observe.log.event.KnownMessage.Wanted;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// All messages that are known, as `messages.txt` beside this class has them, and the SQLSTATEs
/// that suffice without one.
public final class MessageCatalogue {
  private static final Pattern BAR = Pattern.compile(" \\| ?");
  private static final Pattern SPACE = Pattern.compile(" ");
  private static final MessageCatalogue KNOWN = read();

  private final List<KnownMessage> messages;
  private final Map<String, LogClass> states;

  private MessageCatalogue(List<KnownMessage> messages, Map<String, LogClass> states) {
    this.messages = List.copyOf(messages);
    this.states = Map.copyOf(states);
  }

  public static MessageCatalogue known() {
    return KNOWN;
  }

  /// All of them, in the order in which they are tried.
  public List<KnownMessage> messages() {
    return messages;
  }

  Optional<LogClass> ofState(String sqlState) {
    return Optional.ofNullable(states.get(sqlState));
  }

  private static MessageCatalogue read() {
    Reading reading = new Reading();
    try (InputStream text =
        MessageCatalogue.class.getResourceAsStream("MessageCatalogue/messages.txt")) {
      new String(text.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(reading::line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    reading.finish();
    return new MessageCatalogue(reading.messages, reading.states);
  }

  /// The file while it is read.
  private static final class Reading {
    private final List<KnownMessage> messages = new ArrayList<>();
    private final Map<String, LogClass> states = new HashMap<>();
    private final List<KnownPart> parts = new ArrayList<>();
    private @Nullable List<String> head;
    private String sample = "";
    private Optional<Wanted> only = Optional.empty();

    void line(String line) {
      if (line.isEmpty() || line.startsWith("#")) {
        return;
      }
      if (line.startsWith("state ")) {
        List<String> words = List.of(SPACE.split(line));
        states.put(words.get(1), type(words.get(2)));
      } else if (line.startsWith("> ")) {
        sample = unescaped(line.substring(2));
      } else if (line.startsWith("= ")) {
        List<String> words = List.of(SPACE.split(line.substring(2), 2));
        only = Optional.of(new Wanted(words.get(0), words.get(1)));
      } else if (line.startsWith("+ ")) {
        List<String> columns = List.of(BAR.split(line.substring(2), -1));
        parts.add(
            new KnownPart(
                columns.get(0).equals("CONTEXT"),
                unescaped(columns.get(1)),
                names(columns.get(2))));
      } else {
        finish();
        head = List.of(BAR.split(line, -1));
      }
    }

    void finish() {
      if (head != null) {
        messages.add(
            new KnownMessage(
                type(head.get(0)),
                head.get(1),
                unescaped(head.get(2)),
                names(head.get(3)),
                sample,
                only,
                parts));
        parts.clear();
        only = Optional.empty();
        sample = "";
        head = null;
      }
    }

    private static List<String> names(String text) {
      return text.isBlank() ? List.of() : List.of(SPACE.split(text.strip()));
    }

    private static String unescaped(String text) {
      return text.replace("\\n", "\n");
    }

    private static LogClass type(String key) {
      return LogClass.of(key).orElseThrow(() -> new IllegalStateException("no class " + key));
    }
  }
}
