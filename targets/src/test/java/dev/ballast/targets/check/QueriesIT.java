package dev.ballast.targets.check;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.ballast.evidence.Clock;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class QueriesIT {
  private static final Pattern VARIANT = Pattern.compile("@(\\d+)\\.sql$");

  @ParameterizedTest(name = "PostgreSQL {0}")
  @MethodSource("dev.ballast.postgres.server.SupportedMajors#all")
  void everyQueryOfTheRoomIsUnderstoodByEveryMajorItIsFor(int major) throws IOException {
    try (TemporaryCluster cluster = TemporaryCluster.start(major, Clock.system());
        Session session = cluster.session()) {
      for (Path file : queries()) {
        Matcher variant = VARIANT.matcher(file.toString());
        if (!variant.find() || Integer.parseInt(variant.group(1)) <= major) {
          // PREPARE numbers the parameters that the driver writes as ?.
          String sql = Files.readString(file).replace("?::", "$1::");
          assertThatCode(() -> session.execute("PREPARE question AS " + sql))
              .as(file.toString())
              .doesNotThrowAnyException();
          session.execute("DEALLOCATE question");
        }
      }
    }
  }

  private static List<Path> queries() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/resources"))) {
      return files.filter(path -> path.toString().endsWith(".sql")).sorted().toList();
    }
  }
}
