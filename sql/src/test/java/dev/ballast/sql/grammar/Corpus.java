package dev.ballast.sql.grammar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Statements for tests: every form the reference part of PostgreSQL 18's manual documents, one per
/// line, in files named after what they do.
public final class Corpus {
  private static final Path FOLDER =
      Path.of("../sql/src/test/resources/dev/ballast/sql/grammar/corpus");

  private Corpus() {}

  /// What PostgreSQL accepts, PL/pgSQL left out.
  public static List<String> accepted() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.contains("rejected") && !name.startsWith("plpgsql"))
          .sorted()
          .flatMap(name -> file(name).stream())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static List<String> rejected() {
    return file("rejected.sql");
  }

  public static List<String> plpgsql() {
    return file("plpgsql.sql");
  }

  public static List<String> plpgsqlRejected() {
    return file("plpgsql_rejected.sql");
  }

  private static List<String> file(String name) {
    try {
      return Files.readAllLines(FOLDER.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
