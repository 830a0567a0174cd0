package dev.ballast.cli.command.incident;

import dev.ballast.cli.command.ApiPath;
import dev.ballast.cli.command.NodeOptions;
import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.report.Report;
import dev.ballast.report.incident.DeploymentReport;
import dev.ballast.server.api.DeploymentRequest;
import dev.ballast.server.api.DoneView;
import dev.ballast.server.http.NodeClient;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `ballast deployment add`
@Command(
    name = "add",
    header = "Keep that an application which uses a target was deployed now.",
    description =
        "To be called by whatever deploys. What is deployed is an event of the target, so that an"
            + " incident which begins within an hour shows it among what changed before.")
@Example({"ballast deployment add web-4.2 --target shop"})
@Exits({ExitCode.UNREACHABLE, ExitCode.PRECONDITION})
@SeeAlso({"ballast incident show", "docs/how-to/serve.md"})
public final class DeploymentAddCommand implements LeafCommand {
  @Parameters(
      paramLabel = "<what>",
      description = "Which application and version, in one line of at most 500 characters.")
  private String what = "";

  @Option(
      names = "--target",
      paramLabel = "<name>",
      order = 1,
      required = true,
      description = "The target that it uses.")
  private String target = "";

  @Mixin private NodeOptions node = new NodeOptions();

  @Override
  public Report run(Console console) {
    try (NodeClient client = node.client()) {
      client.post(
          "/api/v1/targets/" + ApiPath.segment(target) + "/deployments",
          Optional.of(new DeploymentRequest(what)),
          DoneView.class);
      return new DeploymentReport(target, what);
    }
  }
}
