package dev.ballast.migrations.file;

import dev.ballast.migrations.MigrationScript;
import dev.ballast.migrations.PlaceholderValues;
import dev.ballast.migrations.Running;
import dev.ballast.migrations.SourceRequest;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.sql.script.Script;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import dev.ballast.sql.script.Span;
import java.nio.file.Path;
import java.util.List;

/// A file of migrations with its text.
///
/// @param filled whether placeholders in the text are filled, so that it is not the file's
public record SourceFile(FoundFile found, SourceText text, boolean filled) {
  /// A file's text as it is.
  public SourceFile(FoundFile found, SourceText text) {
    this(found, text, false);
  }

  /// The file's text with the values for its placeholders.
  public static SourceFile of(FoundFile found, SourceText text, PlaceholderValues values) {
    String filled = values.fill(text.text());
    return filled.equals(text.text())
        ? new SourceFile(found, text)
        : new SourceFile(found, SourceText.of(filled), true);
  }

  /// Standard input, as if it were a file.
  public static SourceFile standardInput(SourceText text, PlaceholderValues values) {
    String name = SourceRequest.STANDARD_INPUT;
    return of(new FoundFile(name, name, Path.of(name), true), text, values);
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
    return script(ScriptSplitter.split(text), mode);
  }

  public MigrationScript script(TransactionMode mode, Span stretch) {
    return script(ScriptSplitter.split(text, stretch), mode);
  }

  /// A script of this text.
  public MigrationScript script(Script script, TransactionMode mode) {
    return new MigrationScript(name(), script, mode, Running.DECLARED, filled, List.of());
  }
}
