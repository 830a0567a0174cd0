package dev.ballast.cli.command.access;

import dev.ballast.cli.command.NodeOptions;
import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.report.Report;
import dev.ballast.report.server.TokensReport;
import dev.ballast.server.http.NodeClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `ballast token list`
@Command(
    name = "list",
    header = "List tokens: what they may do, when they were used, when they end.",
    description = {"Tokens themselves are not shown, since only their hashes are kept."})
@Example({"ballast token list"})
@Exits({ExitCode.UNREACHABLE, ExitCode.PRECONDITION})
@SeeAlso({"ballast token create", "docs/how-to/users-and-tokens.md"})
public final class TokenListCommand implements LeafCommand {
  @Mixin private NodeOptions node = new NodeOptions();

  @Override
  public Report run(Console console) {
    try (NodeClient client = node.client()) {
      return client.get(NodePaths.TOKENS, TokensReport.class);
    }
  }
}
