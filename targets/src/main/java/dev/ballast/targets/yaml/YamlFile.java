package dev.ballast.targets.yaml;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/// Turns a file's bytes into its outermost [Section], within bounds that no honest file reaches.
public final class YamlFile {
  /// Bytes in a file.
  public static final int MAX_BYTES = 1024 * 1024;

  /// Collections within collections; `ballast.yaml` needs five.
  public static final int MAX_DEPTH = 16;

  /// Uses of an anchor.
  public static final int MAX_ALIASES = 256;

  private YamlFile() {}

  /// The outermost mapping; empty where the text is no YAML or no mapping, `problems` then says
  /// why.
  public static Optional<Section> read(byte[] bytes, YamlProblems problems) {
    if (bytes.length > MAX_BYTES) {
      problems.add(YamlPosition.START, "the file is longer than " + MAX_BYTES + " bytes");
      return Optional.empty();
    }
    return text(bytes, problems).flatMap(text -> compose(text, problems));
  }

  private static Optional<String> text(byte[] bytes, YamlProblems problems) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      return Optional.of(
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(in)
              .toString());
    } catch (CharacterCodingException e) {
      String before = new String(bytes, 0, in.position(), StandardCharsets.UTF_8);
      problems.add(placeBehind(before), "the file is not UTF-8 from here on");
      return Optional.empty();
    }
  }

  private static Optional<Section> compose(String text, YamlProblems problems) {
    LoadSettings settings =
        LoadSettings.builder().setCodePointLimit(MAX_BYTES).setUseMarks(true).build();
    try {
      if (!withinBounds(new Parse(settings).parseString(text), problems)) {
        return Optional.empty();
      }
      Optional<Node> root = new Compose(settings).composeString(text);
      if (root.isPresent() && root.get() instanceof MappingNode mapping) {
        return Optional.of(new Section(mapping, "", YamlPosition.START, problems));
      }
      problems.add(
          root.map(YamlPosition::of).orElse(YamlPosition.START),
          root.isEmpty() ? "the file is empty" : "the file must be a mapping of keys to values");
    } catch (MarkedYamlEngineException e) {
      String context = e.getContext() == null ? "" : e.getContext() + ": ";
      problems.add(YamlPosition.of(e.getProblemMark()), "not YAML: " + context + e.getProblem());
    } catch (ReaderException e) {
      int end = text.offsetByCodePoints(0, Math.min(e.getPosition(), text.length()));
      problems.add(
          placeBehind(text.substring(0, end)),
          "not YAML: the character U+%04X is not allowed".formatted(e.getCodePoint()));
    }
    return Optional.empty();
  }

  /// Looks at the events before any tree is built: building one recurses.
  private static boolean withinBounds(Iterable<Event> events, YamlProblems problems) {
    int depth = 0;
    int aliases = 0;
    for (Event event : events) {
      switch (event) {
        case CollectionStartEvent start -> depth++;
        case CollectionEndEvent end -> depth--;
        case AliasEvent alias -> aliases++;
        default -> {}
      }
      if (depth > MAX_DEPTH || aliases > MAX_ALIASES) {
        problems.add(
            YamlPosition.of(event.getStartMark()),
            depth > MAX_DEPTH
                ? "nested deeper than " + MAX_DEPTH + " levels"
                : "more than " + MAX_ALIASES + " uses of anchors");
        return false;
      }
    }
    return true;
  }

  private static YamlPosition placeBehind(String before) {
    int lastLine = before.lastIndexOf('\n') + 1;
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    return new YamlPosition(line, before.codePointCount(lastLine, before.length()) + 1);
  }
}
