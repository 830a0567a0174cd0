package dev.ballast.change.check;

import dev.ballast.change.ChangeError;
import dev.ballast.evidence.Fault;
import dev.ballast.sql.script.Script;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A script that makes the schema that stands before the first migration.
public final class SchemaFile {
  private SchemaFile() {}

  /// Reads the file. Faults: `schema-unreadable`.
  public static Script read(Path file) {
    return parse(text(file));
  }

  /// The script that a text is.
  public static Script parse(String text) {
    return ScriptSplitter.split(SourceText.of(text));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw unreadable(file, "it is not UTF-8 text").cause(e);
    } catch (IOException e) {
      throw unreadable(file, e.getClass().getSimpleName() + ": " + e.getMessage()).cause(e);
    }
  }

  private static Fault unreadable(Path file, String detail) {
    return Fault.of(ChangeError.SCHEMA_UNREADABLE, "the schema " + file + " cannot be read")
        .detail(detail)
        .hint("Write it with pg_dump --schema-only --encoding=UTF8.");
  }
}
