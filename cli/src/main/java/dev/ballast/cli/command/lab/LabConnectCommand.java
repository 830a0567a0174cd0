package dev.ballast.cli.command.lab;

import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.ConsoleProgress;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.lab.clone.CloneEntrance;
import dev.ballast.lab.clone.Lab;
import dev.ballast.lab.clone.RunningClone;
import dev.ballast.postgres.server.Confinement;
import dev.ballast.report.Report;
import dev.ballast.report.lab.EntranceReport;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `ballast lab connect`
@Command(
    name = "connect",
    header = "Start a copy of a clone, and print how to enter it, until Ctrl-C.",
    description = {
      "The copy runs in a sandbox if the machine supports one: on a Unix-domain socket in a folder"
          + " of its own, with no network, no archive, no subscriptions, no jobs and no libraries that"
          + " start workers. It is thrown away at the end; the clone stays as it was, and is kept for"
          + " another lifetime.",
      "Every role of the source can log in, and none is a superuser: one that was is a member of"
          + " all others. The password is in a file that the printed connection string names; only"
          + " this user may read it. All of it is printed as soon as the copy can be entered."
    })
@Example({"ballast lab connect shop", "ballast lab connect shop --database orders --role app"})
@Exits({ExitCode.REFUSED, ExitCode.PRECONDITION, ExitCode.REFUTED})
@SeeAlso({"ballast lab create", "ballast lab show"})
public final class LabConnectCommand implements LeafCommand {
  @Mixin private CloneArgument clone = new CloneArgument();

  @Option(
      names = "--database",
      paramLabel = "<name>",
      order = 1,
      description = "The database to enter. Default: the only one beside postgres.")
  private Optional<String> database = Optional.empty();

  @Option(
      names = "--role",
      paramLabel = "<name>",
      order = 2,
      description = "The role to enter as. Default: the owner of the database.")
  private Optional<String> role = Optional.empty();

  @Option(
      names = "--require-isolation",
      order = 3,
      description = "Start the copy in a whole sandbox or not at all.")
  private boolean requireIsolation;

  @Mixin private LabOption option = new LabOption();

  @Override
  public Report run(Console console) {
    Lab lab = option.open(console);
    try (ConsoleProgress progress = new ConsoleProgress(console);
        RunningClone running =
            lab.clone(clone.name())
                .start(requireIsolation ? Confinement.REQUIRED : Confinement.PREFERRED, progress)) {
      LabOption.sweep(lab, console);
      EntranceReport entrance =
          EntranceReport.of(
              running, CloneEntrance.of(running, new CloneEntrance.Wanted(database, role)));
      console.publish(entrance);
      progress.begin("open until Ctrl-C", 0);
      running.awaitInterrupt();
      return entrance;
    }
  }
}
