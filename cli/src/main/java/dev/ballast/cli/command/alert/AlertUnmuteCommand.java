package dev.ballast.cli.command.alert;

import dev.ballast.cli.command.NodeOptions;
import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.report.Report;
import dev.ballast.report.alert.UnmuteReport;
import dev.ballast.server.api.DoneView;
import dev.ballast.server.http.NodeClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `ballast alert unmute`
@Command(
    name = "unmute",
    header = "End a mute before its time.",
    description = "Of what it silenced and is still so, people are notified then.")
@Example("ballast alert unmute 12")
@Exits({ExitCode.UNREACHABLE, ExitCode.PRECONDITION})
@SeeAlso({"ballast alert mute", "ballast alert list"})
public final class AlertUnmuteCommand implements LeafCommand {
  @Parameters(
      paramLabel = "<mute>",
      description = "The number of the mute, as ballast alert list prints it.")
  private long mute;

  @Mixin private NodeOptions node = new NodeOptions();

  @Override
  public Report run(Console console) {
    try (NodeClient client = node.client()) {
      client.delete(AlertMuteCommand.PATH + "/" + mute, DoneView.class);
      return new UnmuteReport(mute);
    }
  }
}
