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
import dev.ballast.server.api.RoleRequest;
import dev.ballast.server.http.NodeClient;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `ballast user role`
@Command(
    name = "role",
    header = "Give a user another role, at once.",
    description = {"The only admin that is left keeps the role."})
@Example({"ballast user role ann --role admin"})
@Exits({ExitCode.UNREACHABLE, ExitCode.PRECONDITION})
@SeeAlso({"ballast user list", "docs/how-to/users-and-tokens.md"})
public final class UserRoleCommand implements LeafCommand {
  @Parameters(
      paramLabel = "<user>",
      description = "The user's name, as 'ballast user list' prints it.")
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
      client.post(
          NodePaths.user(user) + "/role", Optional.of(new RoleRequest(role)), DoneView.class);
      return new AccessChangeReport(user, "is " + role + " now");
    }
  }
}
