package dev.ballast.migrations.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/// What stands among files of SQL and belongs to a tool, without being SQL.
public enum Companion {
  /// sqitch's plan.
  SQITCH_PLAN("(?:.*/)?sqitch\\.plan"),
  /// Drizzle's list of its migrations, in a folder beside them.
  DRIZZLE_JOURNAL("(?:.*/)?meta/_journal\\.json"),
  /// A changelog of Liquibase, by what is in it.
  LIQUIBASE_CHANGELOG("(?!)"),
  /// A list of pgroll's operations, by what is in it.
  PGROLL_MIGRATION("(?!)"),
  /// A migration that is a program, by the names that tools give them.
  PROGRAM(
      "(?:.*/)?(?:[0-9]+_[^/]+(?<!\\.Designer)\\.(?:go|rb|py|php|exs|cs|rs|clj|[cm]?[jt]s)"
          + "|[0-9a-f]{12}_[^/]+\\.py"
          + "|[0-9]{10,}-[^/]+\\.[cm]?[jt]s"
          + "|Migration[0-9]{8,}[^/]*\\.[cm]?[jt]s"
          + "|Version[0-9]{8,}\\.php"
          + "|[VUBR][0-9._]*__[^/]+\\.(?:java|kt|groovy|scala|class|js|py|rs|sh|bash|ps1|bat|cmd)"
          + "|(?:before|after)[A-Z][A-Za-z]*(?:__[^/]*)?\\.(?:sh|bash|ps1|bat|cmd))");

  /// What a changelog of Liquibase is named like, and its outermost element.
  private static final Pattern STRUCTURED = Pattern.compile("(?i).*\\.(?:xml|ya?ml|json)");

  /// The first of pgroll's operations follows the key of their list.
  private static final Pattern OPERATIONS =
      Pattern.compile(
          "\\boperations\"?\\s*:\\s*\\[?(?:\\s*#[^\\n]*)*+\\s*-?\\s*\\{?\\s*\"?"
              + "(?:sql|(?:create|drop|rename|alter|add|set)_(?:table|column|index|constraint"
              + "|multicolumn_constraint|replica_identity))\"?\\s*:");

  private static final String CHANGELOG = "databaseChangeLog";

  private final Pattern path;

  Companion(String path) {
    this.path = Pattern.compile(path);
  }

  /// @param path with `/` between names
  /// @param file read where its name does not say enough
  static Optional<Companion> of(String path, Path file) throws IOException {
    Optional<Companion> named =
        Arrays.stream(values()).filter(kind -> kind.path.matcher(path).matches()).findFirst();
    if (named.isEmpty() && STRUCTURED.matcher(path).matches() && Files.isRegularFile(file)) {
      try (InputStream in = Files.newInputStream(file)) {
        String text = new String(in.readNBytes(TextFiles.MAX_FILE_BYTES), StandardCharsets.UTF_8);
        if (text.contains(CHANGELOG)) {
          return Optional.of(LIQUIBASE_CHANGELOG);
        }
        return OPERATIONS.matcher(text).find() ? Optional.of(PGROLL_MIGRATION) : Optional.empty();
      }
    }
    return named;
  }
}
