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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `ballast token revoke`
@Command(
    name = "revoke",
    header = "Make a token good for nothing, at once.",
    description = {"Every node that shares the store refuses it from the next request on."})
@Example({"ballast token revoke blt_3f9a1c5e90cc"})
@Exits({ExitCode.UNREACHABLE, ExitCode.PRECONDITION})
@SeeAlso({"ballast token list", "docs/how-to/users-and-tokens.md"})
public final class TokenRevokeCommand implements LeafCommand {
  @Parameters(
      paramLabel = "<token>",
      description = "What the token begins with, as 'ballast token list' prints it.")
  private String prefix = "";

  @Mixin private NodeOptions node = new NodeOptions();

  @Override
  public Report run(Console console) {
    try (NodeClient client = node.client()) {
      client.delete(NodePaths.token(prefix), DoneView.class);
      return new AccessChangeReport(prefix, "is revoked");
    }
  }
}
