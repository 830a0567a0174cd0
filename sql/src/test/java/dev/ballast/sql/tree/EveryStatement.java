package dev.ballast.sql.tree;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// The statements of `every-statement.sql`.
final class EveryStatement {
  private static final Path MANUAL = Path.of("src/test/resources/dev/ballast/sql/grammar/corpus");

  private EveryStatement() {}

  /// One text each, without comments and semicolons.
  static List<String> texts() {
    return Stream.of(file().split(";\n", -1))
        .map(
            text -> String.join("\n", text.lines().filter(line -> !line.startsWith("--")).toList()))
        .filter(text -> !text.isBlank())
        .toList();
  }

  /// The statements that the grammar is tested with, one per line: every form that the reference
  /// part of PostgreSQL 18's manual documents.
  static List<String> ofTheManual() {
    try (Stream<Path> files = Files.list(MANUAL)) {
      return files
          .filter(file -> !file.toString().contains("rejected"))
          .sorted()
          .flatMap(file -> lines(file).stream())
          .filter(line -> !line.isBlank() && !line.startsWith("--"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Those of them that have a body in PL/pgSQL.
  static List<String> ofTheManualInPlpgsql() {
    return lines(MANUAL.resolve("plpgsql.sql"));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String file() {
    try (InputStream in = EveryStatement.class.getResourceAsStream("every-statement.sql")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
