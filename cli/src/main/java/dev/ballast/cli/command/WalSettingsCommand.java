package dev.ballast.cli.command;

import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.Fault;
import dev.ballast.report.Report;
import dev.ballast.report.protect.LogSettingsReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `ballast wal settings`
@Command(
    name = "settings",
    header = "Print the archive_command and restore_command of a target.",
    description = {
      "Two lines for postgresql.conf. Each looks into the spool folder first and starts Ballast only"
          + " where nothing is there. Paths are printed from the root on, and the configuration is"
          + " named, unless it is /etc/ballast/ballast.yaml: a server has another working directory"
          + " than you, and another user.",
      "The user that runs the server must be able to open the vault and its key: one in a variable"
          + " must be in the environment that the server was started with."
    })
@Example({
  "ballast wal settings --target shop",
  "ballast wal settings --target shop --vault /srv/vault --key file:/etc/ballast/master.key"
})
@Exits({})
@SeeAlso({"ballast wal push", "ballast wal fetch"})
public final class WalSettingsCommand implements LeafCommand {
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
    List<String> options = new ArrayList<>(List.of("--quiet", "--target", target.name()));
    options.addAll(vaults.fromAnywhere(target.name()));
    String called =
        program.contains("/") ? Path.of(program).toAbsolutePath().normalize().toString() : program;
    for (String word : List.of(called, spool.asTyped(), String.join(" ", options))) {
      if (word.chars().anyMatch(Character::isISOControl)) {
        throw Fault.of(CommandError.OPTION_INVALID, "a control character in an option")
            .detail("a line of postgresql.conf cannot hold it")
            .hint("Choose a name or a path without control characters.");
      }
    }
    return LogSettingsReport.of(called, options, spool.asTyped());
  }
}
