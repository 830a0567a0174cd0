package dev.ballast.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The one jar that build servers get, run by the script that the action and the job run.
final class SingleJarIT {
  private static final Path SCRIPT = Path.of("..", "ci", "check-migrations.sh").toAbsolutePath();

  @TempDir private Path repository;

  private GitTree tree;

  @BeforeEach
  void history() {
    tree = GitTree.create(repository);
    tree.write(
            "migrations/V1__shop.sql", "CREATE TABLE orders (id bigint PRIMARY KEY, code text);\n")
        .commit();
    tree.write(
            "migrations/V2__code.sql",
            "SET LOCAL lock_timeout = '2s';\nCREATE INDEX orders_code_idx ON orders (code);\n")
        .commit();
  }

  @Test
  void theActionAnnotatesWhatTheRangeChangedAndWritesSarif() throws IOException {
    Path summary = repository.resolve("summary.md");

    ProcessRun run =
        script(Map.of("BALLAST_HOST", "github", "GITHUB_STEP_SUMMARY", summary.toString()));

    assertThat(run.err()).doesNotContain("error");
    assertThat(run.status()).isEqualTo(3);
    assertThat(run.out())
        .contains("::error file=migrations/V2__code.sql,line=2,endLine=2,title=create-index::")
        .doesNotContain("V1__shop.sql");
    assertThat(repository.resolve("ballast.sarif"))
        .content()
        .contains("\"2.1.0\"", "\"create-index\"");
    assertThat(summary).content().startsWith("<!-- ballast change check -->");
  }

  @Test
  void theJobWritesCodeQualityAndTheTestReport() {
    ProcessRun run = script(Map.of("BALLAST_HOST", "gitlab", "BALLAST_FAIL_ON", "never"));

    assertThat(run.status()).isZero();
    assertThat(repository.resolve("ballast-codequality.json"))
        .content()
        .contains("\"check_name\" : \"create-index\"", "\"path\" : \"migrations/V2__code.sql\"");
    assertThat(repository.resolve("ballast-junit.xml")).content().contains("<testsuites");
  }

  @Test
  void aJarOfAnotherDigestIsNotRun() throws IOException {
    ProcessRun run = script(Map.of("BALLAST_HOST", "github", "BALLAST_JAR_SHA256", "0".repeat(64)));

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("the jar's SHA-256 is ", "it was not run");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void aJarInTheCheckedOutTreeNeedsADigest() throws IOException {
    Files.copy(jar(), repository.resolve("planted.jar"));

    ProcessRun run = script(Map.of("BALLAST_HOST", "github", "BALLAST_JAR", "planted.jar"));

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("its SHA-256 is not given");
  }

  @Test
  void withoutAReleasedJarNothingIsFetched() {
    ProcessRun run = script(Map.of("BALLAST_HOST", "github", "BALLAST_JAR", ""));

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("this commit names no released jar");
  }

  @Test
  void aForkIsNotTrustedAndTheRepositoryItselfIs() {
    tree.write(
        "migrations/V2__code.sql",
        """
        SET LOCAL lock_timeout = '2s';
        -- ballast:ignore create-index until 2199-12-31: it is fine
        CREATE INDEX orders_code_idx ON orders (code);
        """);
    tree.git("commit", "--quiet", "--all", "--amend", "-m", "change");
    Map<String, String> own =
        Map.of(
            "BALLAST_HOST", "github",
            "BALLAST_EVENT", "pull_request",
            "BALLAST_REPOSITORY", "shop/shop",
            "BALLAST_HEAD_REPOSITORY", "shop/shop");
    assertThat(script(own).status()).isZero();

    Map<String, String> fork = new HashMap<>(own);
    fork.put("BALLAST_HEAD_REPOSITORY", "stranger/shop");
    ProcessRun run = script(fork);

    assertThat(run.status()).isEqualTo(3);
    assertThat(run.out()).contains("title=suppression-untrusted", "title=create-index");
  }

  /// A clone without the target branch: a trusted change is judged whole, and a message says why;
  /// an untrusted one has no settings to be judged by.
  @Test
  void whereTheTargetBranchWasNotFetchedTheScriptSaysSo() {
    Map<String, String> push =
        Map.of(
            "BALLAST_HOST", "github",
            "BALLAST_GIT_RANGE", "",
            "BALLAST_BASE", "main",
            "BALLAST_EVENT", "push");
    ProcessRun trusted = script(push);

    assertThat(trusted.status()).as(trusted.err()).isEqualTo(3);
    assertThat(trusted.err())
        .contains(
            "what is new is not known, so every migration is judged: origin/main is not known");
    Map<String, String> fork = new HashMap<>(push);
    fork.put("BALLAST_EVENT", "pull_request");
    ProcessRun untrusted = script(fork);
    assertThat(untrusted.status()).isEqualTo(2);
    assertThat(untrusted.err()).contains("origin/main...");
  }

  @Test
  void inputsAreWordsAndNoCommandsAndPathsAreNoOptions() {
    ProcessRun run =
        script(
            Map.of(
                "BALLAST_HOST", "github",
                "BALLAST_GIT_RANGE", "$(touch ran)`touch ran`;touch ran;...",
                "BALLAST_PATHS", "--write-baseline=ran $(touch ran) *"));

    assertThat(run.status()).isEqualTo(2);
    assertThat(repository.resolve("ran")).doesNotExist();
  }

  private ProcessRun script(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>();
    String java = Path.of(System.getProperty("java.home"), "bin").toString();
    environment.put("PATH", java + ":" + System.getenv("PATH"));
    environment.put("BALLAST_JAR", jar().toString());
    environment.put("BALLAST_PATHS", "migrations");
    environment.put("BALLAST_GIT_RANGE", "HEAD~1..HEAD");
    environment.putAll(more);
    return ProcessRun.of(repository, environment, List.of("sh", SCRIPT.toString()));
  }

  private static Path jar() {
    try (Stream<Path> files = Files.list(Path.of("target"))) {
      return files
          .filter(file -> file.getFileName().toString().endsWith("-all.jar"))
          .findFirst()
          .orElseThrow()
          .toAbsolutePath();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
