package dev.ballast.postgres.sql.tree;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// The statements of `every-statement.sql`.
final class EveryStatement {
  private EveryStatement() {}

  /// One text each, without comments and semicolons.
  static List<String> texts() {
    return Stream.of(file().split(";\n", -1))
        .map(
            text -> String.join("\n", text.lines().filter(line -> !line.startsWith("--")).toList()))
        .filter(text -> !text.isBlank())
        .toList();
  }

  private static String file() {
    try (InputStream in = EveryStatement.class.getResourceAsStream("every-statement.sql")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
