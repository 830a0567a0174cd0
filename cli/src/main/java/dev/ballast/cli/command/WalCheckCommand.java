package dev.ballast.cli.command;

import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.ConsoleProgress;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.protect.prove.LogCheck;
import dev.ballast.report.Report;
import dev.ballast.report.protect.LogCheckReport;
import dev.ballast.targets.config.Target;
import dev.ballast.vault.Vault;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `ballast wal check`
@Command(
    name = "check",
    header = "Prove a target's stored log, from its oldest backup to its end.",
    description = {
      "Reads every record that a recovery from the oldest backup would replay, over timelines, with"
          + " the checks that recovery makes: log that was received, log that was pushed, and that of"
          + " the backups themselves.",
      "Names what breaks it, with timeline, LSNs, the time at which it was put into the vault, and the"
          + " backups that cannot be recovered beyond it: gaps; forks, where two servers wrote one"
          + " timeline; log of another cluster; damaged objects; and bytes that are no log. Log behind"
          + " the point where a promotion left its timeline is named, and speaks against nothing.",
      "Exit code 7 where the log is refuted, 3 where it is undecided because a backup could not be"
          + " read."
    })
@Example({"ballast wal check --target shop", "ballast wal check --target shop --output json"})
@Exits({ExitCode.FOUND, ExitCode.PRECONDITION, ExitCode.REFUTED})
@SeeAlso({"ballast wal receive", "ballast vault check"})
public final class WalCheckCommand implements LeafCommand {
  @Mixin private TargetOption target = new TargetOption();
  @Mixin private VaultOptions vaults = new VaultOptions();

  @Override
  public Report run(Console console) {
    Target guarded = target.required(vaults.configuration());
    try (Vault vault = vaults.open(console, Optional.of(guarded));
        ConsoleProgress progress = new ConsoleProgress(console)) {
      return LogCheckReport.of(guarded.name(), new LogCheck(vault, guarded.name(), progress).run());
    }
  }
}
