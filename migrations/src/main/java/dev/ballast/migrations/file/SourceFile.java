package dev.ballast.migrations.file;

import dev.ballast.migrations.MigrationScript;
import dev.ballast.migrations.SourceRequest;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import dev.ballast.sql.script.Span;
import java.nio.file.Path;

/// A file of migrations with its text.
public record SourceFile(FoundFile found, SourceText text) {
  /// Standard input, as if it were a file.
  public static SourceFile standardInput(SourceText text) {
    String name = SourceRequest.STANDARD_INPUT;
    return new SourceFile(new FoundFile(name, name, Path.of(name), true), text);
  }

  /// As a reader would name it.
  public String name() {
    return found.name();
  }

  /// Below the requested folder, with `/` between names.
  public String relative() {
    return found.relative();
  }

  /// Absolute; of no meaning for standard input.
  public Path path() {
    return found.path();
  }

  public String fileName() {
    return relative().substring(relative().lastIndexOf('/') + 1);
  }

  /// The relative path of its folder; empty for the requested one.
  public String folder() {
    int slash = relative().lastIndexOf('/');
    return slash < 0 ? "" : relative().substring(0, slash);
  }

  public boolean isStandardInput() {
    return found.isStandardInput();
  }

  public MigrationScript script(TransactionMode mode) {
    return new MigrationScript(name(), ScriptSplitter.split(text), mode);
  }

  public MigrationScript script(TransactionMode mode, Span stretch) {
    return new MigrationScript(name(), ScriptSplitter.split(text, stretch), mode);
  }
}
