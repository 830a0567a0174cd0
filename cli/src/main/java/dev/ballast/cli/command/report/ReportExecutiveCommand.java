package dev.ballast.cli.command.report;

import dev.ballast.cli.command.CommandError;
import dev.ballast.cli.command.NodeOptions;
import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.pages.report.ExecutiveSheet;
import dev.ballast.report.Report;
import dev.ballast.server.http.NodeClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `ballast report executive`
@Command(
    name = "executive",
    header = "Write the executive sheet of a period as PDF.",
    description = {
      "One sheet: whether objectives are met, what runs out when, what was done, what is at risk, and"
          + " which decision is needed. What is not known is counted.",
      "A serving node makes it of what it has stored; the page /reports/executive shows the same."
    })
@Example({
  "ballast report executive --to executive.pdf",
  "ballast report executive --last 7d --to week.pdf --paper letter --zone Europe/Berlin"
})
@Exits({ExitCode.UNREACHABLE, ExitCode.PRECONDITION})
@SeeAlso({"ballast report weekly", "docs/how-to/reports.md"})
public final class ReportExecutiveCommand implements LeafCommand {
  @Option(
      names = "--last",
      paramLabel = "7d|30d",
      order = 1,
      defaultValue = "30d",
      description = "How long the period is that ends now. Default: ${DEFAULT-VALUE}.")
  private String last = "30d";

  @Mixin private ReportFileOptions file = new ReportFileOptions();

  @Mixin private NodeOptions node = new NodeOptions();

  @Override
  public Report run(Console console) {
    if (!last.equals("7d") && !last.equals("30d")) {
      throw Fault.of(CommandError.OPTION_INVALID, "--last is not 7d or 30d")
          .detail("it is " + last);
    }
    String paper = file.paper().key();
    String zone = file.zone();
    file.requireNew();
    try (NodeClient client = node.client()) {
      ExecutiveSheet sheet =
          client.get(
              "/api/v1/reports/executive?last=%s&zone=%s".formatted(last, zone),
              ExecutiveSheet.class);
      byte[] pdf =
          client.bytes(
              "/api/v1/reports/executive.pdf?from=%s&to=%s&paper=%s&zone=%s"
                  .formatted(sheet.from(), sheet.to(), paper, zone));
      return new WrittenSheet(file.write(pdf), sheet);
    }
  }
}
