package dev.ballast.migrations.document;

import dev.ballast.migrations.document.Document.Tree;
import dev.ballast.migrations.document.Document.Unreadable;
import dev.ballast.migrations.document.Element.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// TOML 1.0 as far as configurations of tools use it: a table's scalars are attributes, tables and
/// lists are children, the items of a list are named `item`. Numbers and dates stay as written.
final class TomlDocument {
  private static final String ITEM = "item";
  private static final Pattern BARE_KEY = Pattern.compile("[A-Za-z0-9_-]+");
  private static final Pattern BARE_VALUE =
      Pattern.compile("[A-Za-z0-9+:._-]+(?: [0-9]{2}:[0-9:.Z+-]+)?");
  private static final String ESCAPES = "btnfr\"\\";
  private static final String ESCAPED = "\b\t\n\f\r\"\\";

  private final String text;
  private final Table root = new Table("", 1);
  private int at;

  private TomlDocument(String text) {
    this.text = text;
  }

  static Document read(String text) {
    TomlDocument toml = new TomlDocument(text);
    try {
      toml.read();
      return new Tree(toml.root.element());
    } catch (RefusedException e) {
      return new Unreadable(toml.line(), "it is not TOML: " + e.getMessage());
    }
  }

  private void read() {
    Table table = root;
    skip(true);
    while (at < text.length()) {
      if (text.charAt(at) == '[') {
        int brackets = text.startsWith("[[", at) ? 2 : 1;
        at += brackets;
        List<String> path = path();
        expect("]".repeat(brackets));
        Table around = within(root, path.subList(0, path.size() - 1));
        if (brackets == 1) {
          table = child(around, path.getLast());
        } else {
          table = around.add(path.getLast(), line());
          table.list = true;
        }
      } else {
        entry(table, 0);
      }
      skip(false);
      if (at < text.length() && text.charAt(at) != '\n') {
        throw new RefusedException("a line holds more than one entry");
      }
      skip(true);
    }
  }

  private void entry(Table table, int depth) {
    List<String> path = path();
    expect("=");
    value(within(table, path.subList(0, path.size() - 1)), path.getLast(), depth);
  }

  private List<String> path() {
    List<String> path = new ArrayList<>();
    do {
      skip(false);
      path.add(key());
      skip(false);
      if (path.size() > Document.MAX_DEPTH) {
        throw new RefusedException("tables are nested deeper than " + Document.MAX_DEPTH);
      }
    } while (accept("."));
    return path;
  }

  private String key() {
    if (at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\'')) {
      return string();
    }
    Matcher bare = BARE_KEY.matcher(text).region(at, text.length());
    if (!bare.lookingAt()) {
      throw new RefusedException("a key was expected");
    }
    at = bare.end();
    return bare.group();
  }

  private void value(Table table, String key, int depth) {
    if (depth > Document.MAX_DEPTH) {
      throw new RefusedException("values are nested deeper than " + Document.MAX_DEPTH);
    }
    skip(false);
    char c = at < text.length() ? text.charAt(at) : '\n';
    switch (c) {
      case '"', '\'' -> {
        int line = line();
        table.put(key, new Text(string(), line));
      }
      case '[' -> list(table.add(key, line()), depth);
      case '{' -> {
        Table inline = table.add(key, line());
        at++;
        skip(true);
        while (!accept("}")) {
          entry(inline, depth + 1);
          separator("}");
        }
      }
      default -> {
        Matcher bare = BARE_VALUE.matcher(text).region(at, text.length());
        if (!bare.lookingAt()) {
          throw new RefusedException("a value was expected");
        }
        table.put(key, new Text(bare.group().strip(), line()));
        at = bare.end();
      }
    }
  }

  private void list(Table list, int depth) {
    list.list = true;
    at++;
    skip(true);
    while (!accept("]")) {
      Table item = new Table("", line());
      value(item, ITEM, depth + 1);
      list.take(item);
      separator("]");
    }
  }

  private void separator(String end) {
    skip(true);
    if (!text.startsWith(end, at)) {
      expect(",");
      skip(true);
    }
  }

  private String string() {
    char quote = text.charAt(at);
    String triple = String.valueOf(quote).repeat(3);
    boolean many = text.startsWith(triple, at);
    String end = many ? triple : String.valueOf(quote);
    at += end.length();
    if (many && at < text.length() && text.charAt(at) == '\n') {
      at++;
    }
    StringBuilder value = new StringBuilder();
    while (!text.startsWith(end, at)) {
      if (at >= text.length() || (!many && text.charAt(at) == '\n')) {
        throw new RefusedException("a string is never closed");
      }
      char c = text.charAt(at++);
      if (c == '\\' && quote == '"') {
        escape(value);
      } else {
        value.append(c);
      }
    }
    at += end.length();
    return value.toString();
  }

  private void escape(StringBuilder value) {
    char c = at < text.length() ? text.charAt(at++) : ' ';
    int known = ESCAPES.indexOf(c);
    if (known >= 0) {
      value.append(ESCAPED.charAt(known));
    } else if (c == 'u' || c == 'U') {
      int digits = c == 'u' ? 4 : 8;
      String code = text.substring(at, Math.min(text.length(), at + digits));
      if (!code.matches("[0-9A-Fa-f]{4,8}") || !Character.isValidCodePoint(codePoint(code))) {
        throw new RefusedException("an escape is no character");
      }
      value.appendCodePoint(codePoint(code));
      at += digits;
    } else if (c == '\n' || c == ' ' || c == '\t') {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
    } else {
      throw new RefusedException("an escape is not known");
    }
  }

  private static int codePoint(String hexadecimal) {
    return (int) Long.parseLong(hexadecimal, 16);
  }

  /// Passes white space and comments.
  private void skip(boolean lines) {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#') {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (c == ' ' || c == '\t' || c == '\r' || c == '\uFEFF' || (lines && c == '\n')) {
        at++;
      } else {
        return;
      }
    }
  }

  private boolean accept(String sign) {
    boolean there = text.startsWith(sign, at);
    at += there ? sign.length() : 0;
    return there;
  }

  private void expect(String sign) {
    skip(false);
    if (!accept(sign)) {
      throw new RefusedException(sign + " was expected");
    }
  }

  private int line() {
    int line = 1;
    for (int i = 0; i < Math.min(at, text.length()); i++) {
      line += text.charAt(i) == '\n' ? 1 : 0;
    }
    return line;
  }

  private Table within(Table table, List<String> path) {
    Table inner = table;
    for (String name : path) {
      inner = child(inner, name);
    }
    return inner;
  }

  private Table child(Table table, String name) {
    for (Table child : table.tables.reversed()) {
      if (child.name.equals(name)) {
        return child;
      }
    }
    return table.add(name, line());
  }

  /// A table while it is read. Not thread-safe.
  private static final class Table {
    private final String name;
    private final int line;
    private final Map<String, Text> scalars = new LinkedHashMap<>();
    private final List<Table> tables = new ArrayList<>();
    private boolean list;

    Table(String name, int line) {
      this.name = name;
      this.line = line;
    }

    void put(String key, Text value) {
      if (scalars.putIfAbsent(key, value) != null) {
        throw new RefusedException("the key " + key + " stands there twice");
      }
    }

    Table add(String child, int childLine) {
      Table table = new Table(child, childLine);
      tables.add(table);
      return table;
    }

    /// Takes over the one value of another.
    void take(Table item) {
      tables.addAll(item.tables);
      item.scalars.forEach(
          (key, value) -> {
            Table scalar = add(key, value.line());
            scalar.scalars.put("", value);
          });
    }

    Element element() {
      Text text = scalars.getOrDefault("", new Text("", line));
      Map<String, Text> attributes = new LinkedHashMap<>(scalars);
      attributes.remove("");
      List<Element> children = tables.stream().map(Table::element).toList();
      return new Element(name, line, line, attributes, children, text, list);
    }
  }

  private static final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    RefusedException(String reason) {
      super(reason);
    }
  }
}
