package dev.ballast.migrations.document;

import dev.ballast.sql.script.SourceText;
import java.util.Locale;

/// What a structured file holds: its outermost element, or why it cannot be read.
public sealed interface Document {
  /// Elements within elements.
  int MAX_DEPTH = 64;

  /// What was read.
  record Tree(Element root) implements Document {}

  /// A text that is not what its file's name says.
  ///
  /// @param line from 1
  record Unreadable(int line, String reason) implements Document {}

  /// Reads a text in the syntax that a file's name says: XML, TOML, JSON, else YAML. What is named
  /// JSON may be written in all of YAML, as Liquibase reads it so.
  static Document read(String fileName, SourceText text) {
    String name = fileName.toLowerCase(Locale.ROOT);
    Document document =
        name.endsWith(".xml")
            ? XmlDocument.read(text.text())
            : name.endsWith(".toml")
                ? TomlDocument.read(text.text())
                : YamlDocument.read(name.endsWith(".json") ? "JSON" : "YAML", text.text());
    return document instanceof Tree(Element root) && root.holdsZero()
        ? new Unreadable(root.line(), "a text in it holds a zero byte, which PostgreSQL refuses")
        : document;
  }
}
