package dev.ballast.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.ballast.evidence.Clock;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class QueriesIT {
  private static final Pattern VARIANT = Pattern.compile("(.*?)(?:@(\\d+))?\\.sql$");

  @ParameterizedTest(name = "PostgreSQL {0}")
  @MethodSource("dev.ballast.postgres.server.SupportedMajors#all")
  void everyQueryOfTheRoomIsUnderstoodByEveryMajorItIsFor(int major) throws IOException {
    try (TemporaryCluster cluster = TemporaryCluster.start(major, Clock.system());
        Session session = cluster.session()) {
      for (Path file : queries(major)) {
        String sql = numbered(Files.readString(file).replaceAll("(?m)^--.*$", ""));
        if (sql.contains("%s")) {
          // A name is put in there.
          continue;
        }
        assertThatCode(() -> session.execute("PREPARE question AS " + sql))
            .as(file.toString())
            .doesNotThrowAnyException();
        session.execute("DEALLOCATE question");
      }
    }
  }

  private static String numbered(String sql) {
    AtomicInteger last = new AtomicInteger();
    return Pattern.compile("\\?").matcher(sql).replaceAll(m -> "\\$" + last.incrementAndGet());
  }

  /// Of each query the variant that this major gets: the highest that is not above it.
  private static List<Path> queries(int major) throws IOException {
    Map<String, Path> chosen = new HashMap<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/resources"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".sql")).sorted().toList()) {
        Matcher name = VARIANT.matcher(file.toString());
        assertThat(name.matches()).isTrue();
        int from = name.group(2) == null ? 0 : Integer.parseInt(name.group(2));
        if (from <= major) {
          chosen.put(name.group(1), file);
        }
      }
    }
    assertThat(chosen).hasSizeGreaterThan(15);
    return chosen.values().stream().sorted().toList();
  }
}
