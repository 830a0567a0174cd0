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
import dev.ballast.server.http.NodeClient;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `ballast user link`
@Command(
    name = "link",
    header = "Print a link by which a user sets another password.",
    description = {
      "The link is good once, for 24 hours; earlier ones are good no more. The user's sessions end when it is used."
    })
@Example({"ballast user link ann"})
@Exits({ExitCode.UNREACHABLE, ExitCode.PRECONDITION})
@SeeAlso({"ballast user add", "docs/how-to/users-and-tokens.md"})
public final class UserLinkCommand implements LeafCommand {
  @Parameters(
      paramLabel = "<user>",
      description = "The user's name, as 'ballast user list' prints it.")
  private String user = "";

  @Mixin private NodeOptions node = new NodeOptions();

  @Override
  public Report run(Console console) {
    try (NodeClient client = node.client()) {
      return NodePaths.shown(
          client, client.post(NodePaths.user(user) + "/link", Optional.empty(), LinkView.class));
    }
  }
}
