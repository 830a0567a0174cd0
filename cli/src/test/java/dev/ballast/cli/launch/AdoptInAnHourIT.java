package dev.ballast.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page that takes a team from nothing to a blocking build, from its first command to its last,
/// in a clone with one old migration.
final class AdoptInAnHourIT {
  private static final Path PAGE = Path.of("..", "docs", "how-to", "adopt-in-an-hour.md");
  private static final Pattern BLOCK =
      Pattern.compile("(?ms)(?<before>(?:^[^`\n][^\n]*\n)?)\n```(?<kind>\\w+)\n(?<text>.*?)^```$");
  private static final Pattern FILE = Pattern.compile("[Ii]n `([^`]+)`:\\s*$");
  private static final Pattern EXIT = Pattern.compile("# exit code (\\d+)$");
  private static final String FUNCTION = "ballast() {";

  @TempDir private Path folder;

  private Path repository;
  private int commands;
  private ProcessRun last = new ProcessRun(0, "", "");

  @BeforeEach
  void aCloneWithAnOldMigration() throws IOException {
    Path upstream = folder.resolve("upstream.git");
    repository = folder.resolve("repository");
    shell(folder, "git init --quiet --bare --initial-branch=main upstream.git");
    shell(folder, "git clone --quiet " + upstream.toUri() + " repository");
    Files.createDirectory(repository.resolve("migrations"));
    Files.writeString(
        repository.resolve("migrations/V1__shop.sql"),
        "CREATE TABLE orders (id bigint PRIMARY KEY, code text);\nCREATE TABLE notes (id bigint);\n");
    shell(repository, "git checkout --quiet -B main");
    shell(
        repository, "git add -A && git commit --quiet -m shop && git push --quiet -u origin main");
    shell(repository, "git remote set-head origin main");
  }

  @Test
  void everyCommandOfThePageDoesWhatThePageSays() throws IOException {
    Matcher block = BLOCK.matcher(Files.readString(PAGE));
    while (block.find()) {
      String text = block.group("text");
      Matcher file = FILE.matcher(block.group("before"));
      switch (block.group("kind")) {
        case "sh" -> run(text);
        case "text" -> assertThat(squeezed(last.out())).contains(squeezed(text).strip());
        case "yaml", "sql" -> {
          if (file.find()) {
            Files.writeString(repository.resolve(file.group(1)), text);
          }
        }
        default -> throw new AssertionError("a block of " + block.group("kind"));
      }
    }

    assertThat(commands).isEqualTo(16);
  }

  /// Columns of the page are as wide as its own lines.
  private static String squeezed(String text) {
    return text.replaceAll("(?<=\\S) {2,}", " ");
  }

  private void run(String block) {
    for (String line : block.lines().toList()) {
      if (!line.startsWith(FUNCTION)) {
        Matcher exit = EXIT.matcher(line);
        int expected = exit.find() ? Integer.parseInt(exit.group(1)) : 0;
        last = shell(repository, line, expected);
        commands++;
      }
    }
  }

  private void shell(Path where, String line) {
    shell(where, line, 0);
  }

  private ProcessRun shell(Path where, String line, int expected) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String function =
        FUNCTION
            + " '%s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED"
                .formatted(java)
            + " -cp \"$TESTED\" %s \"$@\"; }\n".formatted(Main.class.getName());
    Map<String, String> environment = new HashMap<>();
    environment.put("TESTED", System.getProperty("java.class.path"));
    environment.put("HOME", folder.toString());
    environment.put("CI", "");
    environment.put("GITHUB_BASE_REF", "");
    for (String who : List.of("AUTHOR", "COMMITTER")) {
      environment.put("GIT_" + who + "_NAME", "a");
      environment.put("GIT_" + who + "_EMAIL", "a@example.com");
    }
    List<String> command = new ArrayList<>(List.of("sh", "-c", function + line));
    ProcessRun run = ProcessRun.of(where, environment, command);
    assertThat(run.status()).as("%s\n%s%s", line, run.out(), run.err()).isEqualTo(expected);
    return run;
  }
}
