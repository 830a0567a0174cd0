package dev.ballast.cli.command.change;

import dev.ballast.change.claim.CloneChoice;
import dev.ballast.change.claim.RecordedRehearsal;
import dev.ballast.change.rehearse.PlannedChange;
import dev.ballast.change.rehearse.RehearsalRequest;
import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.ConsoleProgress;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.report.Report;
import dev.ballast.report.change.ComparisonReport;
import dev.ballast.report.change.RehearsalReport;
import dev.ballast.targets.config.Target;
import dev.ballast.vault.Vault;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `ballast change compare`
@Command(
    name = "compare",
    header = "Rehearse two ways of doing the same, and show which costs less.",
    description = {
      "Rehearses two files or folders one after the other on copies of the same clone, as `ballast"
          + " change rehearse` does, and prints what differs: how long others wait, how long it takes,"
          + " write-ahead log, disk, the lag of a standby, and latencies of the traffic.",
      "Both results go into the evidence log. The command ends with exit code 3 where neither of the"
          + " two is within the policy."
    })
@Example({
  "ballast change compare --target shop index.sql index-concurrently.sql",
  "ballast change compare --clone shop-3f9a1c5e --traffic script:buy.sql at-once/ in-steps/"
})
@Exits({
  ExitCode.USAGE,
  ExitCode.FOUND,
  ExitCode.REFUSED,
  ExitCode.UNREACHABLE,
  ExitCode.PRECONDITION,
  ExitCode.REFUTED,
  ExitCode.TIMEOUT
})
@SeeAlso({"ballast change rehearse", "docs/how-to/rehearse-a-change.md"})
public final class ChangeCompareCommand implements LeafCommand {
  @Spec private CommandSpec spec;
  @Mixin private ComparedFiles files = new ComparedFiles();
  @Mixin private RehearsalOptions options = new RehearsalOptions();

  /// A way of doing it, ready to be rehearsed.
  private record Way(String path, PlannedChange change, RehearsalRequest request) {}

  @Override
  public Report run(Console console) {
    NewOnly.decideSettings(files, console);
    List<String> paths = files.both();
    Optional<Target> target = options.target(files.vaults());
    files.notes().forEach(console::insist);
    PlannedChange first = planned(paths.getFirst());
    PlannedChange second = planned(paths.getLast());
    return options.inVault(
        files.vaults(),
        target,
        console,
        vault ->
            compare(
                new Way(paths.getFirst(), first, request(paths.getFirst(), target, vault, console)),
                new Way(paths.getLast(), second, request(paths.getLast(), target, vault, console)),
                vault,
                console));
  }

  private PlannedChange planned(String path) {
    PlannedChange change = PlannedChange.of(files.subject(path), System.in);
    change.requireInside();
    return change;
  }

  private RehearsalRequest request(
      String path, Optional<Target> target, Optional<Vault> vault, Console console) {
    return options.request(
        files.subject(path), files.settings().rehearsal(), target, vault, console);
  }

  private Report compare(Way first, Way second, Optional<Vault> vault, Console console) {
    try (ConsoleProgress progress = new ConsoleProgress(console)) {
      RehearsalOptions.Surroundings around =
          new RehearsalOptions.Surroundings(
              files.vaults(), vault, new TypedCommand(spec).again(), console, progress);
      RecordedRehearsal.Outcome one = options.rehearse(first.change(), first.request(), around);
      RecordedRehearsal.Outcome other =
          options.rehearse(
              second.change(),
              second.request(),
              new CloneChoice.Named(one.result().setting().base().name()),
              around);
      return ComparisonReport.of(
          new ComparisonReport.Way(first.path(), RehearsalReport.of(one, Optional.empty())),
          new ComparisonReport.Way(second.path(), RehearsalReport.of(other, Optional.empty())));
    }
  }
}
