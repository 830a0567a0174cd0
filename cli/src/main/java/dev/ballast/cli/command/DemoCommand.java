package dev.ballast.cli.command;

import dev.ballast.cli.demo.Demo;
import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.ConsoleProgress;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.server.SupportedMajors;
import dev.ballast.report.Report;
import dev.ballast.report.protect.ScorecardReport;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `ballast demo`
@Command(
    name = "demo",
    header = "Show the whole job on this machine: back up, restore, prove, with traffic running.",
    description = {
      "Starts an embedded PostgreSQL, makes a sample shop, lets customers work on it, backs it up,"
          + " restores the backup elsewhere, proves that the copy is the original, and prints a"
          + " scorecard. It needs no database, no account and no configuration.",
      "Everything is in a temporary folder and is removed at the end, also on Ctrl-C."
    })
@Example({"ballast demo", "ballast demo --scale 10 --keep"})
@Exits({ExitCode.PRECONDITION, ExitCode.REFUTED})
@SeeAlso({"ballast prove", "ballast target check"})
public final class DemoCommand implements LeafCommand {
  private static final double MIN_SCALE = 0.01;
  private static final double MAX_SCALE = 1000;
  private static final double MAX_RATE = 10_000;
  private static final Duration KEEP_TICK = Duration.ofHours(1);

  @Option(
      names = "--scale",
      paramLabel = "<n>",
      order = 1,
      defaultValue = "1",
      description =
          "Size of the shop: 1 is about 50 MB, 100 about 5 GB; 0.01 to 1000. Default:"
              + " ${DEFAULT-VALUE}.")
  private double scale;

  @Option(
      names = "--rate",
      paramLabel = "<n>",
      order = 2,
      defaultValue = "100",
      description =
          "Operations per second that the customers try, up to 10000. Default: ${DEFAULT-VALUE}.")
  private double rate;

  @Option(
      names = "--seed",
      paramLabel = "<n>",
      order = 3,
      defaultValue = "1",
      description = "What data and traffic are drawn from. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--major",
      paramLabel = "<n>",
      order = 4,
      defaultValue = "18",
      description =
          "Major version of the server, 14 to 18; any but 18 is fetched by Maven the first time."
              + " Default: ${DEFAULT-VALUE}.")
  private int major;

  @Option(
      names = "--keep",
      order = 5,
      description =
          "Leave server, traffic and vault up after the scorecard, watched by a node, and say how to"
              + " reach them, until Ctrl-C.")
  private boolean keep;

  @Override
  public Report run(Console console) {
    requireInRange();
    try (ConsoleProgress progress = new ConsoleProgress(console)) {
      Demo demo =
          new Demo(
              new Demo.DemoSettings(major, scale, rate, seed, keep), console.clock(), progress);
      Demo.Shown shown = demo.run(standing -> standStill(standing, console, progress));
      if (keep && shown.afterwards().isEmpty()) {
        console.say("The demonstration was ended, and all of it was removed.");
      }
      return new ScorecardReport(shown.scorecard(), shown.afterwards());
    }
  }

  private void requireInRange() {
    if (!(scale >= MIN_SCALE && scale <= MAX_SCALE)) {
      throw Fault.of(CommandError.OPTION_INVALID, "--scale is not between 0.01 and 1000");
    }
    if (!(rate > 0 && rate <= MAX_RATE)) {
      throw Fault.of(CommandError.OPTION_INVALID, "--rate is not between 0 and 10000");
    }
    if (SupportedMajors.all().noneMatch(supported -> supported == major)) {
      throw Fault.of(CommandError.OPTION_INVALID, "--major is not between 14 and 18");
    }
  }

  private void standStill(Demo.Standing standing, Console console, ConsoleProgress progress) {
    if (!keep) {
      progress.begin("cleaning up", 0);
      return;
    }
    progress.close();
    console.publish(new ScorecardReport(standing.scorecard(), Optional.empty()));
    console.say("vault   " + standing.vaultFolder() + ", key file:" + standing.keyFile());
    standing.node().ifPresent(node -> say(node, console));
    console.say("Everything stays up. Ctrl-C ends it and removes it.");
    while (!Thread.currentThread().isInterrupted()) {
      console.clock().pause(KEEP_TICK);
    }
    // It is the documented end, and what is to be removed is not interrupted by it.
    Thread.interrupted();
  }

  private static void say(Demo.Watch node, Console console) {
    console.say("node    %s, token in %s/node/token".formatted(node.address(), node.state()));
    node.pages()
        .ifPresent(pages -> console.say("pages   " + pages + " in a browser: set a password"));
    console.say("status  ballast status --state " + node.state());
    console.say("top     ballast top --config " + node.configuration());
    console.say("alerts  ballast alert list --state " + node.state());
    console.say("tickets ballast ticket list --state " + node.state());
    console.say("server  psql '%s'".formatted(node.conninfo()));
    console.say("A proof is due every 4 minutes; the node makes it by itself.");
  }
}
