package dev.ballast.cli.command;

import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.report.Report;
import dev.ballast.report.server.ReloadReport;
import dev.ballast.server.api.ReloadView;
import dev.ballast.server.http.NodeClient;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `ballast node reload`
@Command(
    name = "reload",
    header = "Have a node read its configuration again, without a restart.",
    description = {
      "Targets, poolers, vaults, routes, checks, tickets and the schedule change at once, and what"
          + " changed is reported. A file with a fault changes nothing and its faults are reported."
          + " Settings that are read at the start only are named: they count from the next start on.",
      "A backup or proof that runs is interrupted where what is declared has changed, and begun"
          + " again."
    })
@Example({"ballast node reload"})
@Exits({ExitCode.UNREACHABLE, ExitCode.PRECONDITION})
@SeeAlso({"ballast serve", "docs/how-to/serve.md"})
public final class NodeReloadCommand implements LeafCommand {
  @Mixin private NodeOptions node = new NodeOptions();

  @Override
  public Report run(Console console) {
    try (NodeClient client = node.client()) {
      ReloadView view =
          client.post("/api/v1/configuration/reload", Optional.empty(), ReloadView.class);
      return new ReloadReport(view.added(), view.changed(), view.removed(), view.restart());
    }
  }
}
