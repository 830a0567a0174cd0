package dev.ballast.cli.command.access;

import dev.ballast.cli.command.NodeOptions;
import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.report.Report;
import dev.ballast.server.api.LinkView;
import dev.ballast.server.api.RoleRequest;
import dev.ballast.server.http.NodeClient;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `ballast user add`
@Command(
    name = "add",
    header = "Add a user, who sets a password by the link that is printed.",
    description = {
      "Asks the serving node of this machine with the token of its folder. The link is good once, for 24 hours; anyone who has it sets the password, so send it by a way that you trust."
    })
@Example({"ballast user add ann --role operator"})
@Exits({ExitCode.UNREACHABLE, ExitCode.PRECONDITION})
@SeeAlso({"ballast user list", "docs/how-to/users-and-tokens.md"})
public final class UserAddCommand implements LeafCommand {
  @Parameters(
      paramLabel = "<user>",
      description = "The name: 1 to 63 of a-z, 0-9, and . _ @ -, the first a letter or digit.")
  private String user = "";

  @Option(
      names = "--role",
      paramLabel = "<role>",
      order = 1,
      required = true,
      description = "viewer, operator or admin; each may do what the ones before it may.")
  private String role = "";

  @Mixin private NodeOptions node = new NodeOptions();

  @Override
  public Report run(Console console) {
    try (NodeClient client = node.client()) {
      LinkView link =
          client.post(NodePaths.user(user), Optional.of(new RoleRequest(role)), LinkView.class);
      return NodePaths.shown(client, link);
    }
  }
}
