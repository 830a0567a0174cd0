package dev.ballast.targets.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.targets.config.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CatalogueTest {
  private static final Path QUERIES =
      Path.of("src/main/resources/dev/ballast/targets/check/SqlCheck");
  private static final Path HOW_TO = Path.of("../docs/how-to/prepare-a-target.md");

  @Test
  void everyCheckHasItsQueryAndEveryQueryItsCheck() throws IOException {
    List<String> ids = Arrays.stream(SqlCheck.values()).map(SqlCheck::id).sorted().toList();

    assertThat(names(QUERIES)).isEqualTo(ids);
  }

  @Test
  void everyQueryOpensWithItsQuestionItsPrivilegesAndItsColumns() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/resources"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".sql")).toList()) {
        String header =
            String.join(
                " ",
                Files.readAllLines(file).stream()
                    .takeWhile(line -> line.startsWith("--"))
                    .toList());
        assertThat(header).as(file.toString()).contains("?", "-- Privileges: ", " Columns: ");
      }
    }
  }

  @Test
  void theHowToListsTheChecksInTheirOrder() throws IOException {
    Target unreachable = Target.ofUrl("postgresql://ballast@127.0.0.1:1/postgres");

    List<String> ids =
        TargetCheck.run(unreachable, Clock.system()).checks().stream()
            .map(TargetCheckResult::id)
            .toList();

    List<String> documented =
        Files.readAllLines(HOW_TO).stream()
            .dropWhile(line -> !line.startsWith("| check |"))
            .skip(2)
            .takeWhile(line -> line.startsWith("| `"))
            .map(line -> line.substring(3, line.indexOf('`', 3)))
            .toList();
    assertThat(documented).isEqualTo(ids);
  }

  /// The names of the queries, variants for newer servers aside.
  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString().replaceFirst("(@\\d+)?\\.sql$", ""))
          .distinct()
          .sorted()
          .toList();
    }
  }
}
