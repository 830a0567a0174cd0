package dev.ballast.sql.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// A node of the grammar's answer as it came: a name and fields. A field whose value is the default
/// of its type is not there. Not safe for more than one thread while it is filled.
///
/// Some fields of a parse tree hold any node, and their value gives its kind; others always hold
/// the same kind, and the name of such a node is empty.
final class RawNode {
  private static final int USUAL_FIELDS = 8;

  private String kind = "";
  private String[] names = new String[USUAL_FIELDS];
  private Object[] values = new Object[USUAL_FIELDS];
  private int size;

  /// Takes a field: text, `Boolean`, `Long`, a [RawNode], or a list of those.
  void put(String name, Object value) {
    if (size == names.length) {
      names = Arrays.copyOf(names, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
    }
    names[size] = name;
    values[size++] = value;
  }

  /// This node, or the one within it where this is but the kind around another:
  /// `{"FuncCall": {...}}`. Only the names of kinds begin with a capital letter.
  RawNode unwrapped() {
    if (size == 1
        && kind.isEmpty()
        && Character.isUpperCase(names[0].charAt(0))
        && values[0] instanceof RawNode inner) {
      inner.kind = names[0];
      return inner;
    }
    return this;
  }

  String kind() {
    return kind;
  }

  boolean is(String name) {
    return kind.equals(name);
  }

  boolean has(String field) {
    return value(field) != null;
  }

  boolean isEmpty() {
    return size == 0 && kind.isEmpty();
  }

  void forEach(BiConsumer<String, Object> visitor) {
    for (int i = 0; i < size; i++) {
      visitor.accept(names[i], values[i]);
    }
  }

  /// The text, empty where there is none.
  String text(String field) {
    return value(field) instanceof String text ? text : "";
  }

  /// The text, where it is there and not empty.
  Optional<String> someText(String field) {
    return value(field) instanceof String text && !text.isEmpty()
        ? Optional.of(text)
        : Optional.empty();
  }

  boolean flag(String field) {
    return value(field) instanceof Boolean flag && flag;
  }

  int number(String field) {
    return value(field) instanceof Long number ? Math.toIntExact(number) : 0;
  }

  /// Where the node begins. A statement's text begins with a keyword, which has no node, so that a
  /// missing position is none and not the first byte.
  int location() {
    return value("location") instanceof Long number ? Math.toIntExact(number) : Located.UNKNOWN;
  }

  Optional<RawNode> node(String field) {
    return value(field) instanceof RawNode node ? Optional.of(node) : Optional.empty();
  }

  /// The field's node; an empty one where there is none.
  RawNode some(String field) {
    return value(field) instanceof RawNode node ? node : new RawNode();
  }

  /// The nodes of a list, empty ones left out.
  List<RawNode> list(String field) {
    return value(field) instanceof List<?> list ? nodes(list) : List.of();
  }

  /// The nodes of the list that this node is: `{"List": {"items": [...]}}`. A node that is no list
  /// is the only one of its list.
  List<RawNode> items() {
    return is("List") ? list("items") : List.of(this);
  }

  static List<RawNode> nodes(List<?> list) {
    List<RawNode> nodes = new ArrayList<>(list.size());
    for (Object element : list) {
      if (element instanceof RawNode node && !node.isEmpty()) {
        nodes.add(node);
      }
    }
    return nodes;
  }

  private @Nullable Object value(String field) {
    for (int i = 0; i < size; i++) {
      if (names[i].equals(field)) {
        return values[i];
      }
    }
    return null;
  }
}
