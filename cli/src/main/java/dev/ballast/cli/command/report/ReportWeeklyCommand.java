package dev.ballast.cli.command.report;

import dev.ballast.cli.command.NodeOptions;
import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.pages.report.WeeklyReview;
import dev.ballast.report.Report;
import dev.ballast.server.http.NodeClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `ballast report weekly`
@Command(
    name = "weekly",
    header = "Write the review of the last 7 days as PDF or Markdown.",
    description = {
      "What differs from the week before: statements that became slower or faster, new alerts and"
          + " those that are gone, tickets, objectives, proofs that are missing, growth; and the"
          + " questions for the meeting, each with who is to answer it.",
      "In the first week there is nothing to compare with, which the review says."
    })
@Example({
  "ballast report weekly --to week.pdf",
  "ballast report weekly --markdown --to week.md --replace"
})
@Exits({ExitCode.UNREACHABLE, ExitCode.PRECONDITION})
@SeeAlso({"ballast report executive", "docs/how-to/reports.md"})
public final class ReportWeeklyCommand implements LeafCommand {
  @Option(names = "--markdown", order = 1, description = "As Markdown, in place of PDF.")
  private boolean markdown;

  @Mixin private ReportFileOptions file = new ReportFileOptions();

  @Mixin private NodeOptions node = new NodeOptions();

  @Override
  public Report run(Console console) {
    String paper = file.paper().key();
    String zone = file.zone();
    file.requireNew();
    try (NodeClient client = node.client()) {
      WeeklyReview review = client.get("/api/v1/reports/weekly", WeeklyReview.class);
      byte[] content =
          client.bytes(
              markdown
                  ? "/api/v1/reports/weekly.md?to=%s&zone=%s".formatted(review.to(), zone)
                  : "/api/v1/reports/weekly.pdf?to=%s&paper=%s&zone=%s"
                      .formatted(review.to(), paper, zone));
      return new WrittenReview(file.write(content), review);
    }
  }
}
