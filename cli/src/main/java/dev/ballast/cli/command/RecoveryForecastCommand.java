package dev.ballast.cli.command;

import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.protect.forecast.RecoveryOutlook;
import dev.ballast.report.Report;
import dev.ballast.report.protect.RecoveryOutlookReport;
import dev.ballast.targets.config.Target;
import dev.ballast.vault.Vault;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `ballast recovery forecast`
@Command(
    name = "forecast",
    header = "Forecast how long a recovery of a target would take today.",
    description = {
      "Fits the time of each step of a recovery (restore, check of the write-ahead log, start and"
          + " replay, promotion) to the proofs of the target that the evidence log holds, and applies"
          + " it to today's size of the cluster, of which its server is asked, and to the log that"
          + " is to be replayed. The fit is by medians, so one slow drill does not move it.",
      "Each drill is also held back and forecast from the others. Their errors are printed, and the"
          + " interval is as wide as they were. With fewer than 5 drills, or for a size of which no"
          + " drill shows the rate, the forecast is undecided and says why.",
      "Above the objective recovery-time, the backup that brings it below is proposed, with the"
          + " forecast behind it; or that no backup does. A missed objective and an undecided"
          + " forecast end the command with exit code 3.",
      "Where the server cannot be reached, the size is that of the newest backup, and that is said."
    })
@Example({
  "ballast recovery forecast --target shop",
  "ballast recovery forecast --target shop --output json"
})
@Exits({ExitCode.FOUND, ExitCode.PRECONDITION, ExitCode.REFUTED})
@SeeAlso({"ballast prove", "ballast restore", "ballast status"})
public final class RecoveryForecastCommand implements LeafCommand {
  @Mixin private TargetOption target = new TargetOption();
  @Mixin private VaultOptions vaults = new VaultOptions();

  @Override
  public Report run(Console console) {
    Target guarded = target.required(vaults.configuration());
    try (Vault vault = vaults.open(console, Optional.of(guarded))) {
      return RecoveryOutlookReport.of(
          guarded.name(),
          RecoveryOutlook.of(
              vault, guarded.name(), guarded.objectives().recoveryTime(), guarded::connection));
    }
  }
}
