package dev.ballast.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A pull request whose author wants more than a review: Ballast is started in the checked-out
/// tree, as a build server does.
final class UntrustedChangeIT {
  private static final String HAZARD =
      "SET LOCAL lock_timeout = '2s';\nCREATE INDEX orders_code_idx ON orders (code);\n";
  private static final String RULE_OFF =
      "version: 1\nchange:\n  severities:\n    create-index: \"off\"\n";

  @TempDir private Path folder;

  private Path repository;

  @BeforeEach
  void history() throws IOException {
    repository = Files.createDirectories(folder.resolve("repository"));
    write("migrations/V1__shop.sql", "CREATE TABLE orders (id bigint PRIMARY KEY, code text);\n");
    git("init", "--quiet", "--initial-branch=main");
    commit();
    git("checkout", "--quiet", "-b", "change");
  }

  @Test
  void aChangeDoesNotTurnOffTheRuleThatFindsIt() throws IOException {
    write("migrations/V2__code.sql", HAZARD);
    write("ballast.yaml", RULE_OFF);
    commit();

    assertThat(ballast("change", "check", "migrations").status()).as("without a range").isZero();
    ProcessRun run = ballast("change", "check", "--git-range", "main...", "migrations");

    assertThat(run.status()).isEqualTo(3);
    assertThat(run.out()).contains("error  create-index");
    assertThat(run.err())
        .contains("ballast.yaml is not in main yet, so it does not apply to this change");
  }

  @Test
  void theBasesSettingsAndBaselineApplyAndADifferenceIsReported() throws IOException {
    git("checkout", "--quiet", "main");
    write("ballast.yaml", RULE_OFF);
    commit();
    git("checkout", "--quiet", "-B", "change");
    write("migrations/V2__code.sql", HAZARD);
    Files.delete(repository.resolve("ballast.yaml"));
    commit();

    ProcessRun run = ballast("change", "check", "--git-range", "main...", "migrations");

    assertThat(run.status()).as(run.out() + run.err()).isZero();
    assertThat(run.err()).contains("the section change of ballast.yaml is not what it is in main");
  }

  @Test
  void aBaselineOfTheChangeAcceptsNothing() throws IOException {
    git("checkout", "--quiet", "main");
    write("ballast.yaml", "version: 1\nchange:\n  baseline: old.json\n");
    write("old.json", "{\"schema\":\"change-baseline/1\",\"findings\":[]}\n");
    commit();
    git("checkout", "--quiet", "-B", "change");
    write("migrations/V2__code.sql", HAZARD);
    ballast("change", "check", "--write-baseline", "old.json", "migrations");
    commit();

    assertThat(ballast("change", "check", "--git-range", "main...", "migrations").status())
        .isEqualTo(3);
    ProcessRun named =
        ballast(
            "change",
            "check",
            "--untrusted",
            "--git-range",
            "main...",
            "--baseline",
            "old.json",
            "migrations");
    assertThat(named.status()).isEqualTo(3);
  }

  @Test
  void anUntrustedChangeAcceptsNothingNamesNothingAndReachesNothing() throws IOException {
    Files.writeString(folder.resolve("secret.sql"), "CREATE INDEX secret_word ON orders (code);\n");
    write(
        "migrations/V2__code.sql",
        HAZARD.replace(
            "CREATE INDEX",
            "-- ballast:ignore create-index until 2199-12-31: it is fine\nCREATE INDEX"));
    Files.createSymbolicLink(
        repository.resolve("migrations/V3__link.sql"), folder.resolve("secret.sql"));
    write("ballast.yaml", RULE_OFF);
    commit();

    ProcessRun run = check("--untrusted");

    assertThat(run.status()).isEqualTo(3);
    assertThat(run.out())
        .contains("error  create-index", "suppression-untrusted", "link-leaves")
        .doesNotContain("secret_word");
    ProcessRun named = check("--untrusted", "--config", "ballast.yaml");
    assertThat(named.status()).isEqualTo(2);
    assertThat(named.err()).contains("(base-file-missing)");
  }

  @Test
  void aReportFollowsNoPlantedLink() throws IOException {
    Path precious = folder.resolve("precious");
    Files.writeString(precious, "precious");
    Files.createDirectory(folder.resolve("elsewhere"));
    write("migrations/V2__code.sql", HAZARD);
    Files.createSymbolicLink(repository.resolve("ballast.sarif"), precious);
    Files.createSymbolicLink(repository.resolve("out"), folder.resolve("elsewhere"));
    ProcessRun run = ballast("change", "check", "--report=sarif=ballast.sarif", "migrations");
    assertThat(run.status()).isEqualTo(6);
    assertThat(run.err()).contains("(report-unwritable)", "symbolic link");

    ProcessRun way = ballast("change", "check", "--report=markdown=out/x.md", "migrations");

    assertThat(way.status()).isEqualTo(6);
    assertThat(precious).hasContent("precious");
    assertThat(folder.resolve("elsewhere")).isEmptyDirectory();
  }

  private ProcessRun check(String... more) {
    List<String> arguments = new ArrayList<>(List.of("change", "check", "--git-range", "main..."));
    arguments.addAll(List.of(more));
    arguments.add("migrations");
    return ballast(arguments.toArray(String[]::new));
  }

  private ProcessRun ballast(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-Dsun.jnu.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(arguments));
    return ProcessRun.of(
        repository,
        Map.of(
            "LC_ALL", "C.UTF-8", "HOME", folder.toString(), "GITHUB_TOKEN", "ghs_fake", "CI", ""),
        command);
  }

  private void write(String name, String text) throws IOException {
    Path path = repository.resolve(name);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private void commit() {
    git("add", "-A");
    git("commit", "--quiet", "--allow-empty", "-m", "change");
  }

  private void git(String... arguments) {
    List<String> command =
        Stream.concat(
                Stream.of("git", "-c", "user.name=a", "-c", "user.email=a@example.com"),
                Stream.of(arguments))
            .toList();
    ProcessRun run = ProcessRun.of(repository, Map.of(), command);
    assertThat(run.status()).as(run.err()).isZero();
  }
}
