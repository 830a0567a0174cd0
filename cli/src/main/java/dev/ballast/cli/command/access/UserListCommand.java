package dev.ballast.cli.command.access;

import dev.ballast.cli.command.NodeOptions;
import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.report.Report;
import dev.ballast.report.server.UsersReport;
import dev.ballast.server.http.NodeClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `ballast user list`
@Command(
    name = "list",
    header = "List who may log in, and in which role.",
    description = {"Users that were disabled are listed too; none is ever removed."})
@Example({"ballast user list", "ballast user list --output json"})
@Exits({ExitCode.UNREACHABLE, ExitCode.PRECONDITION})
@SeeAlso({"ballast user add", "docs/how-to/users-and-tokens.md"})
public final class UserListCommand implements LeafCommand {
  @Mixin private NodeOptions node = new NodeOptions();

  @Override
  public Report run(Console console) {
    try (NodeClient client = node.client()) {
      return client.get(NodePaths.USERS, UsersReport.class);
    }
  }
}
