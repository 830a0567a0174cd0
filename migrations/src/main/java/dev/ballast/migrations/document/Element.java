package dev.ballast.migrations.document;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A named part of a document: an element of XML, or a mapping of YAML or JSON under its key.
///
/// @param line where it begins, from 1
/// @param lastLine where it ends
/// @param attributes its scalar values by name
/// @param text what stands between its tags, or the scalar that it is
/// @param list whether it is a list, so that its children have no names of their own
public record Element(
    String name,
    int line,
    int lastLine,
    Map<String, Text> attributes,
    List<Element> children,
    Text text,
    boolean list) {
  /// One that is no list.
  public Element(
      String name,
      int line,
      int lastLine,
      Map<String, Text> attributes,
      List<Element> children,
      Text text) {
    this(name, line, lastLine, attributes, children, text, false);
  }

  /// A text and the line where it begins, from 1.
  public record Text(String value, int line) {
    public Text {
      requireNonNull(value, "value is null");
    }
  }

  public Element {
    requireNonNull(name, "name is null");
    attributes = Map.copyOf(attributes);
    children = List.copyOf(children);
    requireNonNull(text, "text is null");
  }

  /// An attribute, or the text of the child of that name, as the syntaxes write the same thing.
  public Optional<Text> text(String key) {
    Text attribute = attributes.get(key);
    return attribute != null
        ? Optional.of(attribute)
        : children(key).map(Element::text).findFirst();
  }

  /// The value of an attribute or child; empty where it has none, or an empty one.
  public Optional<String> value(String key) {
    return text(key).map(Text::value).filter(value -> !value.isEmpty());
  }

  public boolean is(String key, String value) {
    return value(key).filter(value::equalsIgnoreCase).isPresent();
  }

  /// Whether a text in it holds a zero byte, as an escape can write one.
  boolean holdsZero() {
    return text.value().indexOf(0) >= 0
        || attributes.values().stream().anyMatch(each -> each.value().indexOf(0) >= 0)
        || children.stream().anyMatch(Element::holdsZero);
  }

  public Stream<Element> children(String childName) {
    return children.stream().filter(child -> child.name.equals(childName));
  }
}
