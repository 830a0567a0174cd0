package dev.ballast.change.source;

import dev.ballast.postgres.sql.script.ScriptSplitter;
import dev.ballast.postgres.sql.script.SourceText;
import dev.ballast.postgres.sql.script.Span;
import java.nio.file.Path;

/// A file of migrations with its text.
record SourceFile(FoundFile found, SourceText text) {
  /// Standard input, as if it were a file.
  static SourceFile standardInput(SourceText text) {
    String name = SourceRequest.STANDARD_INPUT;
    return new SourceFile(new FoundFile(name, name, Path.of(name), true), text);
  }

  /// As a reader would name it.
  String name() {
    return found.name();
  }

  /// Below the folder that was asked for, with `/` between names.
  String relative() {
    return found.relative();
  }

  /// Absolute; of no meaning for standard input.
  Path path() {
    return found.path();
  }

  String fileName() {
    return relative().substring(relative().lastIndexOf('/') + 1);
  }

  /// The relative path of its folder; empty for the one that was asked for.
  String folder() {
    int slash = relative().lastIndexOf('/');
    return slash < 0 ? "" : relative().substring(0, slash);
  }

  boolean isStandardInput() {
    return name().equals(SourceRequest.STANDARD_INPUT);
  }

  MigrationScript script(TransactionMode mode) {
    return new MigrationScript(name(), ScriptSplitter.split(text), mode);
  }

  MigrationScript script(TransactionMode mode, Span stretch) {
    return new MigrationScript(name(), ScriptSplitter.split(text, stretch), mode);
  }
}
