package dev.ballast.cli.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every library that Ballast runs with is the one that was looked at: a repository that serves
/// another jar under the same name, or a version that moved, fails here.
final class DependenciesReferenceTest {
  private static final Pattern OF_TESTS =
      Pattern.compile(
          "(archunit|assertj|junit|opentest4j|apiguardian|byte-buddy|commonmark|slf4j|surefire"
              + "|failsafe)");
  private static final Path PAGE = Path.of("..", "docs", "reference", "dependencies.md");

  @Test
  void everyLibraryHasTheDigestThatThePagePins() throws IOException {
    StringBuilder page =
        new StringBuilder(
            """
            # Libraries and their checksums

            What Ballast is run with; what only its tests need is left out. The build compares every jar with this page, and fails
            where one is new, missing or other. A change of this page is a change of what Ballast runs, and is
            reviewed as one: `./mvnw test -pl cli -am -Dbless` rewrites it. What runs besides, and how that
            is checked, is described in [supply chain](supply-chain.md).

            | library | SHA-256 |
            |---|---|
            """);
    for (Map.Entry<String, String> library : libraries().entrySet()) {
      page.append("| %s | `%s` |\n".formatted(library.getKey(), library.getValue()));
    }
    Golden.check(PAGE, page.toString());
  }

  @Test
  void thePagePinsWhatIsSecurityRelevant() {
    assertThat(PAGE).content().contains("| postgresql-4", "| zstd-jni-", "| jackson-databind-");
  }

  private static Map<String, String> libraries() throws IOException {
    Map<String, String> libraries = new TreeMap<>();
    for (String entry : jars()) {
      Path file = Path.of(entry);
      String name = file.getFileName().toString();
      boolean own = name.startsWith("ballast-") || Files.isDirectory(file);
      if (!own && !OF_TESTS.matcher(name).lookingAt() && name.endsWith(".jar")) {
        libraries.put(name.substring(0, name.length() - 4), sha256(file));
      }
    }
    return libraries;
  }

  /// The class path of the build, whatever the tests' own runner puts before it.
  private static List<String> jars() {
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Stream.of(path.split(File.pathSeparator)).filter(entry -> !entry.isEmpty()).toList();
  }

  private static String sha256(Path file) throws IOException {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
