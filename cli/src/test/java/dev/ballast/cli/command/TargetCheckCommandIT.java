package dev.ballast.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.cli.frame.CommandRun;
import dev.ballast.cli.frame.Terminal;
import dev.ballast.evidence.Clock;
import dev.ballast.postgres.ServerVersion;
import dev.ballast.postgres.server.TemporaryCluster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetCheckCommandIT {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void aUrlIsCheckedWithoutAConfiguration() {
    try (TemporaryCluster cluster =
        TemporaryCluster.of(ServerVersion.NEWEST_MAJOR, Clock.system()).fsync(true).tcp().start()) {
      int status = run("check", "--target", url(cluster, "postgres"));

      assertThat(err.toString(UTF_8))
          .isEqualTo("checking 127.0.0.1:" + cluster.settings().port() + "\n");
      assertThat(out.toString(UTF_8))
          .contains(" checks: ", " 0 refuted, 0 undecided\n", "INFO       superuser  postgres");
      assertThat(status).isZero();
    }
  }

  @Test
  void everyConfiguredTargetIsCheckedAndAnUnreachableOneShows(@TempDir Path folder)
      throws IOException {
    try (TemporaryCluster cluster =
        TemporaryCluster.of(ServerVersion.NEWEST_MAJOR, Clock.system()).tcp().start()) {
      Path file =
          Files.writeString(
              folder.resolve("ballast.yaml"),
              """
              version: 1
              targets:
                near: {host: 127.0.0.1, port: %d, user: postgres}
                gone: {host: 127.0.0.1, port: 1, user: postgres}
              """
                  .formatted(cluster.settings().port()));

      int status = run("check", "--config", file.toString(), "--output", "json");

      assertThat(status).isEqualTo(5);
      assertThat(out.toString(UTF_8))
          .contains("\"schema\"", "target-check/1", "\"near\"", "\"gone\"", "\"fsync\"");
    }
  }

  @Test
  void aFaultyConfigurationIsToldWithItsLines(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("ballast.yaml"), "version: 1\ncolour: red\n");

    int status = run("check", "--config", file.toString());

    assertThat(status).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("ballast.yaml:2:1: unknown key \"colour\"");
  }

  private static String url(TemporaryCluster cluster, String user) {
    return "postgresql://" + user + "@127.0.0.1:" + cluster.settings().port() + "/postgres";
  }

  private int run(String... arguments) {
    return CommandRun.of(
            new TargetCommand(),
            List.of(arguments),
            new Terminal(
                new PrintStream(out, false, UTF_8),
                new PrintStream(err, false, UTF_8),
                false,
                false,
                Map.of(),
                Clock.system()))
        .status();
  }
}
