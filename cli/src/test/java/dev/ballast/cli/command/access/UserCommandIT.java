package dev.ballast.cli.command.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.cli.RootCommand;
import dev.ballast.cli.frame.CommandRun;
import dev.ballast.cli.frame.Terminal;
import dev.ballast.evidence.Clock;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.json.Json;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.server.api.SessionView;
import dev.ballast.server.http.NodeClient;
import dev.ballast.server.node.Node;
import dev.ballast.server.node.NodeSettings;
import dev.ballast.store.database.StoreLocation;
import dev.ballast.targets.config.Configuration;
import dev.ballast.targets.config.ListenSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// `ballast user` and `ballast token` against a node, as the owner of its folder runs them.
class UserCommandIT {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(Path state, String... words) {
    out.reset();
    err.reset();
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--state", state.toString()));
    return CommandRun.of(
            new RootCommand(),
            all,
            new Terminal(
                new PrintStream(out, false, UTF_8),
                new PrintStream(err, false, UTF_8),
                false,
                false,
                Map.of(),
                Clock.system()))
        .status();
  }

  private String printed(Path state, String... words) {
    assertThat(run(state, words)).as(err.toString(UTF_8)).isEqualTo(ExitCode.DONE.status());
    return out.toString(UTF_8);
  }

  private void refused(String code, Path state, String... words) {
    assertThat(run(state, words)).isEqualTo(ExitCode.USAGE.status());
    assertThat(err.toString(UTF_8)).contains("node-request-invalid", code);
  }

  @Test
  void theOwnerDecidesWhoMayDoWhat() throws IOException {
    try (TemporaryFolder folder = TemporaryFolder.create("users")) {
      Path state = folder.path();
      Path file = state.resolve("ballast.yaml");
      Files.writeString(file, "version: 1\n");
      assertThat(run(state, "user", "list")).isEqualTo(ExitCode.PRECONDITION.status());
      try (Node node =
          Node.start(
              new NodeSettings(
                  Configuration.read(file),
                  new StoreLocation.Embedded(state.resolve("store")),
                  state.resolve("node"),
                  state.resolve("heads"),
                  ListenSettings.DEFAULTS.withPort(0)),
              Clock.system())) {
        users(state, node);
        tokens(state, node);
      }
      assertThat(run(state, "user", "list")).isEqualTo(ExitCode.UNREACHABLE.status());
      assertThat(err.toString(UTF_8)).contains("node-unreachable");
    }
  }

  private void users(Path state, Node node) {
    String link = node.address() + "/setup#";
    assertThat(printed(state, "user", "add", "ann", "--role", "admin")).startsWith(link);
    assertThat(printed(state, "user", "list")).contains("ann", "admin", "has no password yet");
    refused("user-exists", state, "user", "add", "ann", "--role", "viewer");
    refused("request-invalid", state, "user", "add", "bob", "--role", "root");
    refused("user-name-invalid", state, "user", "add", "A b", "--role", "viewer");
    refused("last-admin", state, "user", "disable", "ann");
    printed(state, "user", "add", "bob", "--role", "viewer");
    assertThat(printed(state, "user", "role", "bob", "--role", "admin")).contains("bob is admin");
    assertThat(printed(state, "user", "disable", "ann")).contains("ann may do nothing");
    assertThat(printed(state, "user", "list")).contains("disabled since");
    assertThat(printed(state, "user", "enable", "ann")).contains("ann may log in again");
    assertThat(printed(state, "user", "link", "ann")).startsWith(link);
    refused("user-unknown", state, "user", "link", "eve");
    assertThat(printed(state, "user", "admin-link")).startsWith(link);
  }

  private void tokens(Path state, Node node) {
    JsonNode made =
        Json.mapper()
            .readTree(
                printed(
                    state,
                    "token",
                    "create",
                    "deploy",
                    "--scope",
                    "read:api",
                    "--scope",
                    "operate",
                    "--days",
                    "30",
                    "--output",
                    "json"));
    JsonNode result = made.findValue("token");
    String prefix = made.findValue("prefix").asString();
    try (NodeClient client = new NodeClient(node.address(), result.asString(), Optional.empty())) {
      SessionView known = client.get("/api/v1/session", SessionView.class);
      assertThat(known.who()).isEqualTo("token " + prefix);
      assertThat(known.scopes()).containsExactly("read:api", "operate");
    }
    assertThat(printed(state, "token", "list"))
        .contains(prefix, "deploy", "read:api,operate", "ends at")
        .doesNotContain(result.asString());
    assertThat(printed(state, "token", "revoke", prefix)).contains(prefix + " is revoked");
    assertThat(printed(state, "token", "list")).contains("revoked at");
    refused("token-unknown", state, "token", "revoke", "blt_000000000000");
    refused("request-invalid", state, "token", "create", "x", "--scope", "everything");
    refused("request-invalid", state, "token", "create", "x", "--scope", "admin", "--days", "0");
  }
}
