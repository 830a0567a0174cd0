package dev.ballast.targets.yaml;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Nearest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// One mapping while it is read: asking for a key makes it known, [#done()] reports the keys that
/// nobody requested. A faulty value is reported and then absent, so that reading continues to the
/// next fault. For one thread.
public final class Section {
  private record Entry(YamlPosition keyPlace, Node value) {}

  private static final Map<Tag, String> TYPES =
      Map.of(
          Tag.NULL, "nothing",
          Tag.STR, "text",
          Tag.INT, "a number without quotes",
          Tag.FLOAT, "a fraction without quotes",
          Tag.BOOL, "true or false without quotes");

  private final String name;
  private final YamlPosition place;
  private final YamlProblems problems;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Set<String> asked = new LinkedHashSet<>();

  Section(MappingNode node, String name, YamlPosition place, YamlProblems problems) {
    this.name = name;
    this.place = place;
    this.problems = problems;
    for (NodeTuple tuple : node.getValue()) {
      add(tuple);
    }
  }

  private void add(NodeTuple tuple) {
    YamlPosition at = YamlPosition.of(tuple.getKeyNode());
    if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
      problems.add(at, "a key must be a word");
      return;
    }
    Entry first = entries.putIfAbsent(key.getValue(), new Entry(at, tuple.getValueNode()));
    if (first != null) {
      problems.add(
          at,
          "duplicate key \"%s\", first in line %d"
              .formatted(key.getValue(), first.keyPlace.line()));
    }
  }

  /// The key this section stands under; for an item of a list empty.
  public String name() {
    return name;
  }

  /// Whether the key is there, be its value right or wrong.
  public boolean has(String key) {
    return entries.containsKey(key);
  }

  /// The value of a key that must be there.
  public <T> Optional<T> required(String key, ScalarType<T> kind) {
    if (!has(key)) {
      missing(key);
    }
    return optional(key, kind);
  }

  /// Reports that `key` is not there.
  public void missing(String key) {
    asked.add(key);
    String of = name.isEmpty() ? "" : " of \"" + name + "\"";
    problems.add(place, "missing key \"" + key + "\"" + of);
  }

  /// The value of a key, empty where it is absent or faulty.
  public <T> Optional<T> optional(String key, ScalarType<T> kind) {
    return value(key).flatMap(node -> scalar(key, node, kind));
  }

  /// The mapping under a key.
  public Optional<Section> section(String key) {
    return value(key).flatMap(node -> mapping(key, node, entries.get(key).keyPlace()));
  }

  /// The mappings under the names within the mapping under a key, as in `targets:`.
  public List<Section> named(String key) {
    List<Section> sections = new ArrayList<>();
    section(key)
        .ifPresent(
            outer ->
                outer.entries.forEach(
                    (inner, entry) ->
                        outer
                            .mapping(inner, entry.value(), entry.keyPlace())
                            .ifPresent(sections::add)));
    return sections;
  }

  /// The mappings in the list under a key.
  public List<Section> items(String key) {
    List<Section> sections = new ArrayList<>();
    value(key)
        .ifPresent(
            node -> {
              if (!(node instanceof SequenceNode list)) {
                wrongType(key, node, "a list");
                return;
              }
              for (Node item : list.getValue()) {
                if (item instanceof MappingNode mapping) {
                  sections.add(new Section(mapping, "", YamlPosition.of(item), problems));
                } else {
                  wrongType("an item of " + key, item, "a mapping");
                }
              }
            });
    return sections;
  }

  /// The values in the list under a key; a faulty one is reported and left out.
  public <T> List<T> values(String key, ScalarType<T> kind) {
    List<T> values = new ArrayList<>();
    value(key)
        .ifPresent(
            node -> {
              if (!(node instanceof SequenceNode list)) {
                wrongType(key, node, "a list");
                return;
              }
              Map<T, YamlPosition> first = new HashMap<>();
              for (Node item : list.getValue()) {
                scalar("an item of " + key, item, kind)
                    .filter(each -> isFirst(key, each, YamlPosition.of(item), first))
                    .ifPresent(values::add);
              }
            });
    return values;
  }

  /// Reports an item that the list has already. It is not repeated: it may be a secret.
  private <T> boolean isFirst(String key, T item, YamlPosition at, Map<T, YamlPosition> first) {
    YamlPosition before = first.putIfAbsent(item, at);
    if (before == null) {
      return true;
    }
    problems.add(
        at,
        "%s has this item twice, first in line %d, column %d"
            .formatted(key, before.line(), before.column()));
    return false;
  }

  /// Whether the key has a list without items.
  public boolean isEmptyList(String key) {
    Entry entry = entries.get(key);
    return entry != null && entry.value() instanceof SequenceNode list && list.getValue().isEmpty();
  }

  /// A key and its value.
  public record Named<T>(String name, T value) {}

  /// Every key of this section with its value, in the order of the file.
  public <T> List<Named<T>> entries(ScalarType<T> kind) {
    List<Named<T>> values = new ArrayList<>();
    entries.forEach(
        (key, entry) -> {
          asked.add(key);
          scalar(key, entry.value(), kind).ifPresent(value -> values.add(new Named<>(key, value)));
        });
    return values;
  }

  /// Reports a value that is well-formed and yet wrong where it stands.
  public void reject(String key, String message) {
    Entry entry = entries.get(key);
    problems.add(entry == null ? place : YamlPosition.of(entry.value()), message);
  }

  /// Reports the name this section stands under.
  public void rejectName(String message) {
    problems.add(place, message);
  }

  /// Reports every key that was never asked for.
  public void done() {
    entries.forEach(
        (key, entry) -> {
          if (!asked.contains(key)) {
            String advice =
                Nearest.to(key, asked)
                    .map(known -> ", did you mean \"" + known + "\"?")
                    .orElseGet(() -> "; known here: " + String.join(", ", asked));
            problems.add(entry.keyPlace(), "unknown key \"" + key + "\"" + advice);
          }
        });
  }

  private Optional<Node> value(String key) {
    asked.add(key);
    return Optional.ofNullable(entries.get(key)).map(Entry::value);
  }

  private Optional<Section> mapping(String key, Node node, YamlPosition at) {
    if (node instanceof MappingNode mapping) {
      return Optional.of(new Section(mapping, key, at, problems));
    }
    wrongType(key, node, "a mapping");
    return Optional.empty();
  }

  private <T> Optional<T> scalar(String key, Node node, ScalarType<T> kind) {
    if (!(node instanceof ScalarNode scalar) || !kind.tags().contains(scalar.getTag())) {
      wrongType(key, node, kind.expected());
      return Optional.empty();
    }
    try {
      return Optional.of(kind.parse().apply(scalar.getValue()));
    } catch (IllegalArgumentException e) {
      problems.add(YamlPosition.of(node), key + " " + e.getMessage());
    } catch (Fault e) {
      CommonError.rethrowInterrupt(e);
      problems.add(YamlPosition.of(node), key + ": " + e.getMessage());
    }
    return Optional.empty();
  }

  private void wrongType(String what, Node node, String expected) {
    problems.add(
        YamlPosition.of(node), "%s must be %s, found %s".formatted(what, expected, describe(node)));
  }

  /// Names the type only: the value may be a secret in the wrong place.
  private static String describe(Node node) {
    return switch (node) {
      case MappingNode mapping -> "a mapping";
      case SequenceNode list -> "a list";
      default -> TYPES.getOrDefault(node.getTag(), "the tag " + node.getTag().getValue());
    };
  }
}
