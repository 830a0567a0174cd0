package dev.ballast.change.check;

import dev.ballast.change.ChangeError;
import dev.ballast.change.schema.KnownSchema;
import dev.ballast.change.schema.Moment;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.sql.script.Script;
import dev.ballast.postgres.sql.script.ScriptPart;
import dev.ballast.postgres.sql.script.ScriptSplitter;
import dev.ballast.postgres.sql.script.SourceText;
import dev.ballast.postgres.sql.tree.ParsedStatement.Understood;
import dev.ballast.postgres.sql.tree.Parser;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A script that makes the schema that stands before the first migration.
final class SchemaFile {
  private SchemaFile() {}

  /// Takes every statement of the file in; what the parser refuses tells nothing of the schema.
  /// Faults: `schema-unreadable`.
  static void learn(Path file, KnownSchema schema) {
    Script script = ScriptSplitter.split(SourceText.of(read(file)));
    Parser parser = Parser.postgres18();
    for (ScriptPart part : script.parts()) {
      if (part instanceof ScriptPart.Sql sql
          && parser.parse(script.text(sql)) instanceof Understood(var statement)) {
        schema.apply(statement, Moment.BEFORE_ALL);
      }
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw unreadable(file, "it is no text in UTF-8").cause(e);
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
