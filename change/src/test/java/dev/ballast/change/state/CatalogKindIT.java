package dev.ballast.change.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.postgres.ServerVersion;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class CatalogKindIT {
  private static final Path QUERIES = Path.of("src/main/resources/dev/ballast/change/state");
  private static final Path UNREAD =
      Path.of("src/test/resources/dev/ballast/change/state/CatalogKindIT/unread.txt");

  private static final Pattern WORD = Pattern.compile("[a-z_0-9]+");

  /// A column that a later major adds shows here, and so cannot be forgotten.
  @ParameterizedTest(name = "PostgreSQL {0}")
  @MethodSource("dev.ballast.postgres.server.TestedMajors#outermost")
  void everyColumnOfEveryCatalogueIsReadOrLeftOutForAReason(int major) throws IOException {
    Set<String> read = namesInQueries();
    Set<String> leftOut = leftOut();
    try (TemporaryCluster cluster = TemporaryCluster.start(major, Clock.system());
        Session session = cluster.session()) {
      List<String> columns =
          session.query(
              """
              SELECT c.relname || '.' || a.attname AS name FROM pg_class c
                JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
               WHERE c.relkind = 'r' AND c.relnamespace = 'pg_catalog'::regnamespace
               ORDER BY 1
              """,
              row -> row.text("name"));

      assertThat(columns)
          .filteredOn(column -> !read.contains(column.substring(column.indexOf('.') + 1)))
          .filteredOn(column -> !isIn(leftOut, column))
          .isEmpty();
      if (major == ServerVersion.NEWEST_MAJOR) {
        assertThat(leftOut)
            .as("left out for a reason, and not there or read")
            .filteredOn(name -> !name.contains(" "))
            .allMatch(name -> columns.stream().anyMatch(column -> isUnread(name, column, read)));
      }
    }
  }

  private static boolean isUnread(String name, String column, Set<String> read) {
    return column.startsWith(name + ".")
        || (column.equals(name) && !read.contains(column.substring(column.indexOf('.') + 1)));
  }

  private static boolean isIn(Set<String> leftOut, String column) {
    return leftOut.contains(column)
        || leftOut.contains(column.substring(0, column.indexOf('.')))
        || leftOut.stream().anyMatch(name -> name.startsWith(column + " to "));
  }

  private static Set<String> namesInQueries() throws IOException {
    Set<String> names = new HashSet<>();
    try (Stream<Path> files = Files.walk(QUERIES)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String sql = Files.readString(file).replaceAll("(?m)^--.*$", "");
        WORD.matcher(sql).results().map(MatchResult::group).forEach(names::add);
      }
    }
    return names;
  }

  /// A catalogue or column on each line, then its reason.
  private static Set<String> leftOut() throws IOException {
    return Files.readAllLines(UNREAD).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> line.substring(0, line.indexOf(':')))
        .collect(Collectors.toSet());
  }
}
