package dev.ballast.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.ballast.cli.RootCommand;
import dev.ballast.cli.frame.CommandRun;
import dev.ballast.cli.frame.Terminal;
import dev.ballast.evidence.Clock;
import dev.ballast.evidence.ExitCode;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.server.node.Node;
import dev.ballast.server.node.NodeSettings;
import dev.ballast.store.database.StoreLocation;
import dev.ballast.targets.config.Configuration;
import dev.ballast.targets.config.ListenSettings;
import dev.ballast.vault.Vault;
import dev.ballast.vault.VaultSettings;
import dev.ballast.vault.format.MasterKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A node with a vault to check, and a target that nobody can reach.
class JobCommandIT {
  private static final Clock CLOCK = Clock.system();
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String CHECK = "check vault main";

  /// What a command printed and returned.
  private record Ran(int status, String out, String err) {}

  @Test
  void jobsAreListedShownAndRun() throws IOException {
    try (TemporaryFolder folder = TemporaryFolder.create("jobs");
        Node _ = Node.start(settings(folder.path()), CLOCK)) {
      Path state = folder.path();
      eventually(() -> run(state, "show", CHECK).out().contains("every object is what was stored"));
      assertThat(run(state, "show", CHECK).status()).isEqualTo(ExitCode.DONE.status());

      // Nobody answers there, so that its proof fails, which is found by who lists the jobs.
      eventually(() -> run(state, "list").status() == ExitCode.FOUND.status());
      assertThat(run(state, "list").out()).contains("prove shop", CHECK, "upkeep of samples");
      Ran shown = run(state, "show", "prove shop");
      assertThat(shown.status()).isEqualTo(ExitCode.FOUND.status());
      assertThat(shown.out()).contains("FAILED", "server-unreachable");
      assertThat(run(state, "list", "--output", "json").out()).contains("\"jobs/1\"");

      Ran requested = run(state, "run", CHECK);
      assertThat(requested.status()).isEqualTo(ExitCode.DONE.status());
      assertThat(requested.out()).contains(CHECK + " begins");
      eventually(() -> count(run(state, "show", CHECK).out(), "every object") == 2);

      Ran unknown = run(state, "run", "chek vault main");
      assertThat(unknown.status()).isEqualTo(ExitCode.USAGE.status());
      assertThat(unknown.err()).contains("Did you mean \"" + CHECK + "\"?");
    }
  }

  private static long count(String text, String part) {
    return text.lines().filter(line -> line.contains(part)).count();
  }

  private static NodeSettings settings(Path folder) throws IOException {
    MasterKey master = MasterKey.generate();
    master.save(folder.resolve("master.key"));
    Path heads = folder.resolve("heads");
    Vault.init(
            new VaultSettings(folder.resolve("vault"), heads, CLOCK),
            master,
            Vault.DEFAULT_CHUNK_SIZE)
        .close();
    Path file =
        Files.writeString(
            folder.resolve("ballast.yaml"),
            """
            version: 1
            vaults:
              main:
                folder: vault
                key: file:master.key
            serve:
              schedule:
                vault-check-age: 7d
            targets:
              shop:
                host: 127.0.0.1
                port: 9
                user: ballast
                auth: [none]
            """);
    return new NodeSettings(
        Configuration.read(file),
        new StoreLocation.Embedded(folder.resolve("store")),
        folder.resolve("node"),
        heads,
        ListenSettings.DEFAULTS.withPort(0));
  }

  private static Ran run(Path state, String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        CommandRun.of(
                new RootCommand(),
                Stream.of(
                        Stream.of("job"), Stream.of(words), Stream.of("--state", state.toString()))
                    .flatMap(all -> all)
                    .toList(),
                new Terminal(
                    new PrintStream(out, false, UTF_8),
                    new PrintStream(err, false, UTF_8),
                    false,
                    false,
                    Map.of(),
                    CLOCK))
            .status();
    return new Ran(status, out.toString(UTF_8), err.toString(UTF_8));
  }

  private static void eventually(BooleanSupplier what) {
    long began = CLOCK.nanoTime();
    while (!what.getAsBoolean()) {
      if (CLOCK.since(began).compareTo(PATIENCE) > 0) {
        fail("it did not come about within " + PATIENCE);
      }
      CLOCK.pause(Duration.ofMillis(200));
    }
  }
}
