package dev.ballast.cli.command;

import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.protect.SettingRange;
import dev.ballast.report.Report;
import dev.ballast.report.protect.LogSettingsReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `ballast wal settings`
@Command(
    name = "settings",
    header = "Print the archive_command and restore_command of a target.",
    description = {
      "Two lines for postgresql.conf. Each looks into the spool folder first and starts Ballast only"
          + " where nothing is there. Write the vault by its folder, as below: a server has another"
          + " working directory than you.",
      "The user that runs the server must be able to open the vault and its key."
    })
@Example({
  "ballast wal settings --target shop",
  "ballast wal settings --target shop --vault /srv/vault --key file:/etc/ballast/master.key"
})
@Exits({})
@SeeAlso({"ballast wal push", "ballast wal fetch"})
public final class WalSettingsCommand implements LeafCommand {
  static final SettingRange AHEAD = new SettingRange("--ahead", 0, 1000);

  @Mixin private TargetOption target = new TargetOption();
  @Mixin private SpoolOption spool = new SpoolOption();

  @Option(
      names = "--program",
      paramLabel = "<path>",
      order = 5,
      defaultValue = "ballast",
      description = "How the server calls Ballast. Default: ${DEFAULT-VALUE}, on its search path.")
  private String program = "ballast";

  @Mixin private VaultOptions vaults = new VaultOptions();

  @Override
  public Report run(Console console) {
    return LogSettingsReport.of(program, target.name(), spool.asTyped(), vaults.asTyped().strip());
  }
}
