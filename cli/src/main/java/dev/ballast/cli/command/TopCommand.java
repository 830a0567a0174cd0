package dev.ballast.cli.command;

import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.LiveView;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.observe.collect.Families;
import dev.ballast.observe.family.Family;
import dev.ballast.observe.text.TextPolicy;
import dev.ballast.observe.watch.Board;
import dev.ballast.observe.watch.Findings;
import dev.ballast.observe.watch.FleetWatch;
import dev.ballast.observe.watch.WatchPlan;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import dev.ballast.report.observe.TopReport;
import dev.ballast.targets.config.Target;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `ballast top`
@Command(
    name = "top",
    header = "Show what servers do at present.",
    description = {
      "Reads each target twice, some seconds apart, and shows rates between the two: transactions,"
          + " rows, WAL, who is active and what they wait for, who receives WAL and how far behind"
          + " each is. Needs no serving node; nothing is stored.",
      "What cannot be read is named. A target that cannot be reached ends the command with exit code"
          + " 3."
    })
@Example({
  "ballast top",
  "ballast top --target shop --seconds 10",
  "ballast top --target shop --watch",
  "ballast top --target postgresql://ballast@db1.example.com/postgres"
})
@Exits({ExitCode.FOUND, ExitCode.UNREACHABLE, ExitCode.INTERRUPTED})
@SeeAlso({"ballast serve", "docs/reference/families.md"})
public final class TopCommand implements LeafCommand {
  @Option(
      names = "--target",
      paramLabel = "<name|url>",
      order = 1,
      description =
          "The server: a name from the configuration, or postgresql://user@host:port/database."
              + " Default: every configured target.")
  private Optional<String> target = Optional.empty();

  @Option(
      names = "--seconds",
      paramLabel = "<n>",
      order = 2,
      defaultValue = "3",
      description = "How far the two readings are apart, 1 to 60. Default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(
      names = "--watch",
      order = 3,
      description =
          "Show it again after each reading, on a terminal, until Ctrl-C; the last one is printed"
              + " then.")
  private boolean watching;

  @Mixin private ConfigurationOption configuration = new ConfigurationOption();

  @Override
  public Report run(Console console) {
    if (seconds < 1 || seconds > 60) {
      throw Fault.of(CommandError.OPTION_INVALID, "--seconds is not 1 to 60");
    }
    if (watching && !console.isTerminal()) {
      throw Fault.of(CommandError.OPTION_INVALID, "--watch needs a terminal")
          .hint("Leave it out to print one reading.");
    }
    List<Target> targets =
        target
            .map(name -> List.of(configuration.target(name)))
            .orElseGet(() -> configuration.load().targets());
    List<Family<?>> families =
        Families.all().stream().<Family<?>>map(f -> f).filter(f -> !f.isPerDatabase()).toList();
    Board board = new Board(families, console.clock());
    Duration between = Duration.ofSeconds(seconds);
    try (FleetWatch watch =
        FleetWatch.start(
            targets,
            new WatchPlan(families, List.of(), family -> between, TextPolicy.WITHOUT_LITERALS),
            Findings.on(board),
            console.clock())) {
      watch.awaitPasses(2, between.multipliedBy(3).plusSeconds(5));
      if (watching) {
        show(board, between, console);
        return TopReport.of(board.targets());
      }
      if (Thread.currentThread().isInterrupted()) {
        throw CommonError.interrupted("reading targets");
      }
    }
    return TopReport.of(board.targets());
  }

  private static void show(Board board, Duration between, Console console) {
    try (LiveView view = new LiveView(console)) {
      while (!Thread.currentThread().isInterrupted()) {
        Page page =
            view.page()
                .line(console.clock().now().truncatedTo(ChronoUnit.SECONDS) + "   Ctrl-C ends");
        TopReport.of(board.targets()).print(page);
        view.show(page);
        console.clock().pause(between);
      }
    }
  }
}
