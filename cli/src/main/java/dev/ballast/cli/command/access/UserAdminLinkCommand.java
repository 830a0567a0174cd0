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

/// `ballast user admin-link`
@Command(
    name = "admin-link",
    header = "Print a link by which another admin is added.",
    description = {
      "For those who can read the node's folder and nobody else: the way in when no admin can log in. The link is good once, for an hour; earlier ones are good no more."
    })
@Example({"ballast user admin-link"})
@Exits({ExitCode.UNREACHABLE, ExitCode.PRECONDITION})
@SeeAlso({"ballast serve", "docs/how-to/users-and-tokens.md"})
public final class UserAdminLinkCommand implements LeafCommand {
  @Mixin private NodeOptions node = new NodeOptions();

  @Override
  public Report run(Console console) {
    try (NodeClient client = node.client()) {
      return NodePaths.shown(
          client, client.post(NodePaths.ADMIN_LINK, Optional.empty(), LinkView.class));
    }
  }
}
