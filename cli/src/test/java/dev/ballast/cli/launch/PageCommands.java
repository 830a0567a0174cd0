package dev.ballast.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.cli.Main;
import dev.ballast.postgres.server.TemporaryCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The commands of a page of the manual, to be run as they stand.
final class PageCommands {
  private static final Pattern BLOCK =
      Pattern.compile("(?ms)^ *```(?<kind>\\w+)\n(?<text>.*?)^ *```$");

  private PageCommands() {}

  /// A block of a page.
  ///
  /// @param kind `sh` for commands, `text` for what the ones before print
  record Block(String kind, String text) {}

  /// The blocks of the section under this heading, in order.
  static List<Block> of(Path page, String heading) throws IOException {
    Matcher block = BLOCK.matcher(section(page, heading));
    List<Block> blocks = new ArrayList<>();
    while (block.find()) {
      String text =
          block.group("text").lines().map(String::strip).collect(Collectors.joining("\n"));
      blocks.add(new Block(block.group("kind"), text));
    }
    return blocks;
  }

  /// The text of the section under this heading.
  static String section(Path page, String heading) throws IOException {
    String text = Files.readString(page);
    int start = text.indexOf(heading);
    assertThat(start).isPositive();
    int end = text.indexOf("\n## ", start + heading.length());
    return text.substring(start, end < 0 ? text.length() : end);
  }

  /// A folder with a configuration of this server as `shop`, a new vault and a first backup.
  static void guard(TemporaryCluster source, String database, Path folder) throws IOException {
    Files.writeString(
        folder.resolve("ballast.yaml"),
        """
        version: 1
        vaults:
          main:
            folder: %s/vault
            key: file:%s/master.key
        targets:
          shop:
            host: 127.0.0.1
            port: %d
            user: postgres
            database: %s
            tls: disable
        """
            .formatted(folder, folder, source.settings().port(), database));
    shell(folder, "ballast vault init --vault main --new-key", 0);
    shell(folder, "ballast backup run --target shop --digest none", 0);
  }

  /// Runs a script in which `ballast` is the tested program, with the configuration of the folder.
  static ProcessRun shell(Path where, String script, int expected) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String function =
        "set -e\nballast() {"
            + " '%s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED"
                .formatted(java)
            + " -cp \"$TESTED\" %s \"$@\"; }\n".formatted(Main.class.getName());
    Map<String, String> environment = new HashMap<>();
    environment.put("TESTED", System.getProperty("java.class.path"));
    environment.put("HOME", where.toString());
    environment.put("NO_COLOR", "1");
    environment.put("BALLAST_STATE", where.resolve("state").toString());
    environment.put("BALLAST_CONFIG", where.resolve("ballast.yaml").toString());
    List<String> command = new ArrayList<>(List.of("sh", "-c", function + script));
    ProcessRun run = ProcessRun.of(where, environment, command);
    assertThat(run.status()).as("%s\n%s%s", script, run.out(), run.err()).isEqualTo(expected);
    return run;
  }
}
