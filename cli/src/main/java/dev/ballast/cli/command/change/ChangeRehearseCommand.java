package dev.ballast.cli.command.change;

import dev.ballast.change.rehearse.PlannedChange;
import dev.ballast.change.rehearse.RehearsalRequest;
import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.ConsoleProgress;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.Afterwards;
import dev.ballast.evidence.ExitCode;
import dev.ballast.report.Report;
import dev.ballast.report.change.RehearsalFormat;
import dev.ballast.report.change.RehearsalReport;
import dev.ballast.report.change.UnneededRehearsalReport;
import dev.ballast.targets.config.Target;
import dev.ballast.vault.Vault;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `ballast change rehearse`
@Command(
    name = "rehearse",
    header = "Run migrations forwards, back and forwards again on a clone of the data.",
    description = {
      "Starts a copy of a clone, which is a restored and proved backup that is shut off from"
          + " everything that its source acts on or reaches, and runs the migrations on it in the"
          + " order and the transactions of their tool: forwards, back, and forwards again. Of each"
          + " statement it measures duration, locks, who waited, files and write-ahead log. The copy"
          + " is thrown away; the clone stays as it is. With --traffic all of it is run again while"
          + " the statements of the application run beside it.",
      "The result begins with one sentence that says it all, and is compared with a policy"
          + " (change.rehearsal in ballast.yaml, or options). Where a rule is broken, or could not be"
          + " measured, the command ends with exit code 3; so does a change without a proved way"
          + " back, unless the policy does not require one or --one-way says why there is none.",
      "The clone is that of --clone, or is made of the latest proved backup of --target where the lab"
          + " has none of it yet. Migrations that the clone has already must not run again: with"
          + " --git-range or --new-only, those that are not new are left out, which on a build server"
          + " is the default.",
      "The result goes into the evidence log of the vault, with a digest of exactly what ran."
    })
@Example({
  "ballast change rehearse --target shop --new-only migrations/",
  "ballast change rehearse --clone shop-3f9a1c5e migrations/V7__total.sql",
  "ballast change rehearse --target shop --statement 'CREATE INDEX ON orders (total)'"
      + " --undo 'DROP INDEX orders_total_idx'",
  "ballast change rehearse --target shop --git-range origin/main... --report markdown=rehearsal.md",
  "ballast change rehearse --target shop --traffic statements migrations/V7__total.sql",
  "ballast change rehearse --target shop --one-way \"the column is empty\" --wal-limit 10GB drop.sql"
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
@SeeAlso({"ballast change check", "ballast prove", "docs/how-to/rehearse-a-change.md"})
public final class ChangeRehearseCommand implements LeafCommand {
  @Spec private CommandSpec spec;
  @Mixin private RehearsedFiles files = new RehearsedFiles();
  @Mixin private NewOnly newOnly = new NewOnly();
  @Mixin private RehearsalOptions options = new RehearsalOptions();

  @Option(
      names = "--report",
      paramLabel = "<format>[=<file>]",
      order = 21,
      description =
          "Another form of the result: markdown or junit. With a file it is written there as well;"
              + " without one it is printed instead of the text. May be given several times.")
  private List<String> reports = List.of();

  @Override
  public Report run(Console console) {
    ReportForms<RehearsalFormat> forms = ReportForms.of(reports, RehearsalFormat.class);
    newOnly.decide(files, false, console);
    Optional<Target> target = options.target(files.vaults());
    files.notes().forEach(console::insist);
    RehearsalRequest.Subject subject = files.subject();
    PlannedChange change = PlannedChange.read(subject, System.in);
    boolean mayBeEmpty = files.areMigrations() && files.hasRange() && change.isWhole();
    if (mayBeEmpty && change.isEmpty()) {
      UnneededRehearsalReport unneeded = new UnneededRehearsalReport(forms.printed());
      forms.write(unneeded::render);
      return unneeded;
    }
    change.requireStatements();
    change.requireInside();
    RehearsalReport report =
        options.inVault(
            files.vaults(),
            target,
            console,
            vault ->
                rehearse(
                    change,
                    options.request(subject, files.settings().rehearsal(), target, vault, console),
                    vault,
                    console,
                    forms));
    Afterwards afterwards = new Afterwards();
    report.afterwards().ifPresent(afterwards::add);
    afterwards.attempt(() -> forms.write(report::render));
    return report.with(afterwards.fault());
  }

  private RehearsalReport rehearse(
      PlannedChange change,
      RehearsalRequest request,
      Optional<Vault> vault,
      Console console,
      ReportForms<RehearsalFormat> forms) {
    try (ConsoleProgress progress = new ConsoleProgress(console)) {
      return RehearsalReport.of(
          options.rehearse(
              change,
              request,
              new RehearsalOptions.Surroundings(
                  files.vaults(), vault, new TypedCommand(spec).again(), console, progress)),
          forms.printed());
    }
  }
}
