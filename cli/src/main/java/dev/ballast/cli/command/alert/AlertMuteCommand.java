package dev.ballast.cli.command.alert;

import dev.ballast.cli.command.CommandError;
import dev.ballast.cli.command.NodeOptions;
import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.report.Report;
import dev.ballast.report.alert.AlertLine;
import dev.ballast.report.alert.MuteLine;
import dev.ballast.report.alert.MuteReport;
import dev.ballast.server.api.MuteRequest;
import dev.ballast.server.api.MuteView;
import dev.ballast.server.http.NodeClient;
import dev.ballast.store.sample.Label;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `ballast alert mute`
@Command(
    name = "mute",
    header = "Have nobody notified of some alerts for a time.",
    description = {
      "Muted alerts stay in ballast alert list, with the reason. What becomes a page is sent"
          + " nevertheless, and says that it was muted, unless --pages is given.",
      "At least one of --target, --check and --subject is required: what silences everything hides"
          + " what nobody thought of. The node records who muted what before it does so."
    })
@Example({
  "ballast alert mute --target shop --check replay-behind --for 2h --reason OPS-310",
  "ballast alert mute --check key-near-end --subject table=orders --for 30d --reason OPS-311"
})
@Exits({ExitCode.UNREACHABLE, ExitCode.PRECONDITION})
@SeeAlso({"ballast alert unmute", "ballast alert list", "docs/how-to/alerts.md"})
public final class AlertMuteCommand implements LeafCommand {
  static final String PATH = "/api/v1/alert-mutes";

  @Option(
      names = "--target",
      paramLabel = "<name>",
      order = 1,
      description = "Of this target only.")
  private Optional<String> target = Optional.empty();

  @Option(names = "--check", paramLabel = "<name>", order = 2, description = "Of this check only.")
  private Optional<String> check = Optional.empty();

  @Option(
      names = "--subject",
      paramLabel = "<label>=<value>",
      order = 3,
      description =
          "Of what has this label only, such as database=shop; more than once for more than one.")
  private List<String> subject = List.of();

  @Option(
      names = "--for",
      paramLabel = "<duration>",
      order = 4,
      required = true,
      description = "For how long, from 1min to 90d.")
  private String duration = "";

  @Option(
      names = "--reason",
      paramLabel = "<text>",
      order = 5,
      required = true,
      description = "Why, for the others who see it.")
  private String reason = "";

  @Option(names = "--pages", order = 6, description = "Pages, too.")
  private boolean pages;

  @Mixin private NodeOptions node = new NodeOptions();

  @Override
  public Report run(Console console) {
    MuteRequest request =
        new MuteRequest(
            target,
            check,
            subject.stream().map(AlertMuteCommand::label).toList(),
            pages,
            duration,
            reason);
    try (NodeClient client = node.client()) {
      MuteView made = client.post(PATH, Optional.of(request), MuteView.class);
      return new MuteReport(
          MuteLine.of(made.mute()),
          made.extended(),
          made.passing().stream().map(alert -> AlertLine.of(alert, List.of())).toList(),
          made.unknown(),
          console.clock().now());
    }
  }

  private static Label label(String text) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw Fault.of(CommandError.OPTION_INVALID, "--subject is not <label>=<value>")
          .hint("ballast alert show prints the labels of an alert with --output json.");
    }
    return new Label(text.substring(0, equals), text.substring(equals + 1));
  }
}
