package dev.ballast.sql.tree;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Reads the JSON that libpg_query writes, and relies on it being well-formed. Written by hand
/// because a command that checks fifty files has no time to start a general reader. For one text,
/// not safe for more than one thread.
final class RawReader {
  /// How deeply JSON may be nested: a level of an expression takes two or three, and so does each
  /// operator of a chain. How deep the tree may be is for [Nesting] to say.
  static final int MAX_DEPTH = 30_000;

  private static final int NAMES = 1024;

  private final byte[] json;
  private int at;
  private final String[] names = new String[NAMES];

  private RawReader(byte[] json) {
    this.json = json;
  }

  /// The outermost node; empty where it is nested too deeply.
  static Optional<RawNode> read(byte[] json) {
    return new RawReader(json).document();
  }

  /// By a stack of its own rather than by recursion, so that depth is a count and not a crash.
  private Optional<RawNode> document() {
    Deque<Object> open = new ArrayDeque<>();
    Deque<String> fields = new ArrayDeque<>();
    while (true) {
      Object value;
      switch (next()) {
        case '{' -> {
          at++;
          open.push(new RawNode());
          if (open.size() > MAX_DEPTH) {
            return Optional.empty();
          }
          if (next() != '}') {
            fields.push(field());
            continue;
          }
          at++;
          value = open.pop();
        }
        case '[' -> {
          at++;
          open.push(new ArrayList<Object>());
          if (open.size() > MAX_DEPTH) {
            return Optional.empty();
          }
          if (next() != ']') {
            continue;
          }
          at++;
          value = open.pop();
        }
        default -> value = scalar();
      }
      Object complete = closed(value, open, fields);
      if (open.isEmpty()) {
        return Optional.of((RawNode) complete);
      }
    }
  }

  /// Puts a value where it belongs, and closes what ends with it. Answers the last value closed;
  /// when it returns with something still open, another value follows.
  private Object closed(Object complete, Deque<Object> open, Deque<String> fields) {
    Object value = complete;
    while (!open.isEmpty()) {
      Object outer = open.peek();
      if (outer instanceof RawNode node) {
        node.put(fields.pop(), value instanceof RawNode inner ? inner.unwrapped() : value);
        if (next() == ',') {
          at++;
          fields.push(field());
          return value;
        }
      } else {
        elements(outer).add(value instanceof RawNode inner ? inner.unwrapped() : value);
        if (next() == ',') {
          at++;
          return value;
        }
      }
      at++;
      value = open.pop();
    }
    return value;
  }

  @SuppressWarnings("unchecked")
  private static List<Object> elements(Object list) {
    return (List<Object>) list;
  }

  /// The next byte that is no white space, which stays.
  private byte next() {
    while (json[at] == ' ' || json[at] == '\n' || json[at] == '\r' || json[at] == '\t') {
      at++;
    }
    return json[at];
  }

  private String field() {
    next();
    int start = at + 1;
    int end = start;
    int hash = 0;
    while (json[end] != '"') {
      hash = 31 * hash + json[end++];
    }
    at = end + 1;
    next();
    at++;
    int slot = (hash & Integer.MAX_VALUE) % NAMES;
    String known = names[slot];
    if (known != null && same(known, start, end)) {
      return known;
    }
    String name = new String(json, start, end - start, StandardCharsets.UTF_8);
    names[slot] = name;
    return name;
  }

  private boolean same(String name, int start, int end) {
    if (name.length() != end - start) {
      return false;
    }
    for (int i = start; i < end; i++) {
      if (name.charAt(i - start) != json[i]) {
        return false;
      }
    }
    return true;
  }

  private Object scalar() {
    return switch (json[at]) {
      case '"' -> string();
      case 't' -> word(true, 4);
      case 'f' -> word(false, 5);
      case 'n' -> word(new RawNode(), 4);
      default -> number();
    };
  }

  private Object word(Object value, int length) {
    at += length;
    return value;
  }

  /// libpg_query writes whole numbers only.
  private Long number() {
    boolean negative = json[at] == '-';
    long value = 0;
    at += negative ? 1 : 0;
    while (json[at] >= '0' && json[at] <= '9') {
      value = 10 * value + json[at++] - '0';
    }
    return negative ? -value : value;
  }

  private String string() {
    int start = ++at;
    while (json[at] != '"' && json[at] != '\\') {
      at++;
    }
    if (json[at] == '"') {
      return new String(json, start, at++ - start, StandardCharsets.UTF_8);
    }
    return escaped(start);
  }

  private String escaped(int start) {
    byte[] text = Arrays.copyOfRange(json, start, start + Math.max(64, 2 * (at - start)));
    int length = at - start;
    while (json[at] != '"') {
      if (length + 4 > text.length) {
        text = Arrays.copyOf(text, 2 * text.length);
      }
      byte b = json[at++];
      if (b != '\\') {
        text[length++] = b;
      } else {
        byte[] character = escape().getBytes(StandardCharsets.UTF_8);
        System.arraycopy(character, 0, text, length, character.length);
        length += character.length;
      }
    }
    at++;
    return new String(text, 0, length, StandardCharsets.UTF_8);
  }

  private String escape() {
    byte b = json[at++];
    return switch (b) {
      case 'n' -> "\n";
      case 't' -> "\t";
      case 'r' -> "\r";
      case 'b' -> "\b";
      case 'f' -> "\f";
      case 'u' -> {
        String digits = new String(json, at, 4, StandardCharsets.US_ASCII);
        at += 4;
        yield String.valueOf((char) Integer.parseInt(digits, 16));
      }
      default -> String.valueOf((char) b);
    };
  }
}
