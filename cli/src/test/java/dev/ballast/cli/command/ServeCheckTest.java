package dev.ballast.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.cli.RootCommand;
import dev.ballast.cli.frame.CommandRun;
import dev.ballast.cli.frame.Terminal;
import dev.ballast.evidence.Clock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Faults of a configuration are reported before anything is connected to.
class ServeCheckTest {
  @TempDir private Path folder;

  /// A key, a check, a topic, a route and an owner's check, each of which there is not.
  @Test
  void faultsOfEveryKindAreReportedInOnePass() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("ballast.yaml"),
            """
            version: 1
            targets:
              shop: {host: a, user: b, prot: 5433}
            tickets:
              owners:
                - {owner: dba, check: deadlock}
            alerts:
              routes:
                chat: {type: slack, url: env:URL}
              send:
                - {to: [chatt], topics: [lock]}
              checks:
                key-near-ends: {raise: 80%}
            """);
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        CommandRun.of(
                new RootCommand(),
                List.of("serve", "--check", "--config", file.toString()),
                new Terminal(
                    new PrintStream(new ByteArrayOutputStream(), false, UTF_8),
                    new PrintStream(err, false, UTF_8),
                    false,
                    false,
                    Map.of(),
                    Clock.system()))
            .status();

    assertThat(status).isEqualTo(2);
    assertThat(err.toString(UTF_8))
        .contains(
            "configuration-invalid",
            "ballast.yaml:3:28: unknown key \"prot\", did you mean \"port\"?",
            "ballast.yaml:6:27: check names \"deadlock\", which is no check; did you mean"
                + " \"deadlocks\"?",
            "ballast.yaml:11:13: an item of to names \"chatt\", which is no route; did you mean"
                + " \"chat\"?",
            "ballast.yaml:11:30: an item of topics names \"lock\", which is no topic; did you mean"
                + " \"locks\"?",
            "ballast.yaml:13:5: \"key-near-ends\" is no check; did you mean \"key-near-end\"?");
  }
}
