package dev.ballast.migrations.document;

import dev.ballast.migrations.document.Document.Tree;
import dev.ballast.migrations.document.Document.Unreadable;
import dev.ballast.migrations.document.Element.Text;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// YAML and JSON. A mapping's scalars are attributes, what else it holds are children; in a list
/// each key of a mapping is an element.
final class YamlDocument {
  private static final String ITEM = "item";
  private static final String MERGE = "<<";

  /// Elements of a document that uses collections again: each use counts.
  private static final int MAX_ELEMENTS = 200_000;

  /// How many elements may follow.
  private int left;

  private YamlDocument(boolean repeats) {
    this.left = repeats ? MAX_ELEMENTS : Integer.MAX_VALUE;
  }

  /// @param syntax as the author of the text calls it
  static Document read(String syntax, String text) {
    LoadSettings settings =
        LoadSettings.builder()
            .setCodePointLimit(Integer.MAX_VALUE)
            .setMaxAliasesForCollections(MAX_ELEMENTS)
            .setUseMarks(true)
            .build();
    try {
      Bounds bounds = new Bounds();
      Optional<Unreadable> beyond = bounds.beyond(new Parse(settings).parseString(text));
      if (beyond.isPresent()) {
        return beyond.get();
      }
      Optional<Node> root = new Compose(settings).composeString(text);
      if (root.isPresent() && root.get() instanceof MappingNode mapping) {
        return new Tree(new YamlDocument(bounds.repeats).element("", mapping, 0));
      }
      return new Unreadable(1, root.isEmpty() ? "it is empty" : "it is not a mapping");
    } catch (MarkedYamlEngineException e) {
      return new Unreadable(
          line(e.getProblemMark()), "it is not %s: %s".formatted(syntax, e.getProblem()));
    } catch (TwiceException e) {
      return new Unreadable(e.line, "the key " + e.key + " stands there twice");
    } catch (TooManyException e) {
      return new Unreadable(e.line, "its anchors stand for too much");
    } catch (ReaderException e) {
      return new Unreadable(
          1,
          "it is not %s: the character U+%04X is not allowed".formatted(syntax, e.getCodePoint()));
    } catch (YamlEngineException e) {
      return new Unreadable(1, "it is not %s: %s".formatted(syntax, e.getMessage()));
    }
  }

  /// Looks at the events before any tree is built: building one recurses, and a collection that is
  /// used again could hold itself. Not thread-safe.
  private static final class Bounds {
    private boolean repeats;

    Optional<Unreadable> beyond(Iterable<Event> events) {
      Deque<Optional<Anchor>> open = new ArrayDeque<>();
      for (Event event : events) {
        int line = line(event.getStartMark());
        if (event instanceof CollectionStartEvent start) {
          open.push(start.getAnchor());
          if (open.size() > Document.MAX_DEPTH) {
            return Optional.of(
                new Unreadable(line, "collections are nested deeper than " + Document.MAX_DEPTH));
          }
        } else if (event instanceof CollectionEndEvent) {
          open.pop();
        } else if (event instanceof AliasEvent alias) {
          repeats = true;
          if (open.contains(Optional.of(alias.getAlias()))) {
            return Optional.of(
                new Unreadable(line, "the anchor " + alias.getAlias() + " holds itself"));
          }
        }
      }
      return Optional.empty();
    }
  }

  private static int line(Optional<Mark> mark) {
    return mark.map(place -> place.getLine() + 1).orElse(1);
  }

  private Element element(String name, Node node, int depth) {
    count(node, depth);
    Map<String, Text> attributes = new HashMap<>();
    List<Element> children = new ArrayList<>();
    Text text = new Text("", line(node.getStartMark()));
    switch (node) {
      case ScalarNode scalar -> text = text(scalar);
      case MappingNode mapping -> {
        for (NodeTuple entry : entries(mapping, depth)) {
          if (entry.getKeyNode() instanceof ScalarNode key) {
            if (entry.getValueNode() instanceof ScalarNode value) {
              attributes.put(key.getValue(), text(value));
            } else {
              children.add(element(key.getValue(), entry.getValueNode(), depth + 1));
            }
          }
        }
      }
      case SequenceNode sequence ->
          sequence.getValue().forEach(item -> addItem(item, children, depth + 1));
      default -> throw new IllegalArgumentException("no node of a document: " + node);
    }
    return new Element(
        name,
        line(node.getStartMark()),
        lastLine(node),
        attributes,
        children,
        text,
        node instanceof SequenceNode);
  }

  private void count(Node node, int depth) {
    if (--left < 0 || depth > Document.MAX_DEPTH) {
      throw new TooManyException(line(node.getStartMark()));
    }
  }

  /// Each key of a mapping in a list is an element.
  private void addItem(Node item, List<Element> children, int depth) {
    if (!(item instanceof MappingNode mapping)) {
      children.add(element(ITEM, item, depth));
      return;
    }
    for (NodeTuple entry : entries(mapping, depth)) {
      if (entry.getKeyNode() instanceof ScalarNode key) {
        Element named = element(key.getValue(), entry.getValueNode(), depth + 1);
        children.add(
            new Element(
                named.name(),
                line(key.getStartMark()),
                named.lastLine(),
                named.attributes(),
                named.children(),
                named.text(),
                named.list()));
      }
    }
  }

  /// What a mapping holds, and what it merges from others behind `<<`: its own keys and the first
  /// of those count.
  private List<NodeTuple> entries(MappingNode mapping, int depth) {
    List<NodeTuple> entries = new ArrayList<>();
    List<NodeTuple> merged = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    for (NodeTuple entry : mapping.getValue()) {
      count(mapping, depth);
      if (!(entry.getKeyNode() instanceof ScalarNode key)) {
        continue;
      }
      if (!keys.add(key.getValue())) {
        throw new TwiceException(key.getValue(), line(key.getStartMark()));
      }
      if (!key.getValue().equals(MERGE)) {
        entries.add(entry);
      } else if (entry.getValueNode() instanceof MappingNode other) {
        merged.addAll(entries(other, depth + 1));
      } else if (entry.getValueNode() instanceof SequenceNode others) {
        for (Node other : others.getValue()) {
          if (other instanceof MappingNode one) {
            merged.addAll(entries(one, depth + 1));
          }
        }
      }
    }
    for (NodeTuple entry : merged) {
      if (entry.getKeyNode() instanceof ScalarNode key && keys.add(key.getValue())) {
        entries.add(entry);
      }
    }
    return entries;
  }

  /// The text of a block begins in the line after its sign.
  private static Text text(ScalarNode scalar) {
    boolean block =
        scalar.getScalarStyle() == ScalarStyle.LITERAL
            || scalar.getScalarStyle() == ScalarStyle.FOLDED;
    String value = scalar.getTag().equals(Tag.NULL) ? "" : scalar.getValue();
    return new Text(value, line(scalar.getStartMark()) + (block ? 1 : 0));
  }

  /// An end that stands at the beginning of a line is that of the line before.
  private static int lastLine(Node node) {
    int last =
        node.getEndMark()
            .map(mark -> mark.getColumn() == 0 ? mark.getLine() : mark.getLine() + 1)
            .orElse(1);
    return Math.max(line(node.getStartMark()), last);
  }

  /// A key that stands twice in a mapping: tools differ in which they take.
  private static final class TwiceException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String key;
    private final int line;

    TwiceException(String key, int line) {
      super(key);
      this.key = key;
      this.line = line;
    }
  }

  /// More elements than a document may stand for.
  private static final class TooManyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int line;

    TooManyException(int line) {
      super("too many elements");
      this.line = line;
    }
  }
}
