package dev.ballast.cli.command.access;

import dev.ballast.cli.command.NodeOptions;
import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.report.Report;
import dev.ballast.report.server.AccessChangeReport;
import dev.ballast.server.api.DoneView;
import dev.ballast.server.http.NodeClient;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `ballast user disable`
@Command(
    name = "disable",
    header = "Forbid a user everything, at once.",
    description = {
      "Sessions end, and tokens and links of the user are good for nothing. The only admin that is left cannot be disabled."
    })
@Example({"ballast user disable ann"})
@Exits({ExitCode.UNREACHABLE, ExitCode.PRECONDITION})
@SeeAlso({"ballast user enable", "docs/how-to/users-and-tokens.md"})
public final class UserDisableCommand implements LeafCommand {
  @Parameters(
      paramLabel = "<user>",
      description = "The user's name, as 'ballast user list' prints it.")
  private String user = "";

  @Mixin private NodeOptions node = new NodeOptions();

  @Override
  public Report run(Console console) {
    try (NodeClient client = node.client()) {
      client.post(NodePaths.user(user) + "/disable", Optional.empty(), DoneView.class);
      return new AccessChangeReport(user, "may do nothing any more");
    }
  }
}
