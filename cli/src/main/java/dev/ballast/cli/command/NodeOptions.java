package dev.ballast.cli.command;

import dev.ballast.evidence.Fault;
import dev.ballast.machine.Places;
import dev.ballast.server.http.NodeClient;
import dev.ballast.server.node.AccessToken;
import dev.ballast.server.node.NodeAddress;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// `--port` and `--state`, for every command that asks a serving node of this machine.
public final class NodeOptions {
  private static final int LAST_PORT = 65_535;

  @Option(
      names = "--port",
      paramLabel = "<port>",
      order = 100,
      description = "The port that the node listens at. Default: the one that it wrote down.")
  private Optional<Integer> port = Optional.empty();

  @Option(
      names = "--state",
      paramLabel = "<folder>",
      order = 101,
      description =
          "The node's folder, which holds its token. Default: the folder serve in Ballast's state"
              + " folder.")
  private Optional<Path> state = Optional.empty();

  static Path folder(Optional<Path> state) {
    return state.orElseGet(() -> Places.state().resolve("serve")).toAbsolutePath();
  }

  /// @param least 0 where any free port may be meant
  static void requirePort(int port, int least) {
    if (port < least || port > LAST_PORT) {
      throw Fault.of(
          CommandError.OPTION_INVALID, "--port is not %d to %d".formatted(least, LAST_PORT));
    }
  }

  /// Of the node of this machine, with the token of its folder.
  public NodeClient client() {
    port.ifPresent(p -> requirePort(p, 1));
    Path node = folder(state).resolve("node");
    NodeAddress address = NodeAddress.existing(node);
    return port.map(address::withPort).orElse(address).client(AccessToken.existing(node));
  }
}
