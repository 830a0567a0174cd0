package dev.ballast.cli.command;

import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.protect.ProtectError;
import dev.ballast.protect.wal.LogFetch;
import dev.ballast.report.Report;
import dev.ballast.report.protect.FetchedLogReport;
import dev.ballast.targets.config.Target;
import dev.ballast.vault.Vault;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `ballast wal fetch`
@Command(
    name = "fetch",
    header = "Hand a file of the log to a server that recovers; for restore_command.",
    description = {
      "Writes the segment or the history of that name to <path>, whether it was received or pushed,"
          + " also where part of it is of an earlier timeline. Of a segment of which the vault has"
          + " the beginning only, the rest is zeroes: there recovery finds the end of the log.",
      "Then puts the segments that follow into the spool folder, several at once. The"
          + " restore_command that 'ballast wal settings' prints looks there first.",
      "Exit code 3: the vault has no such file, which a server takes for the end of the log. Where"
          + " anything else went wrong the exit code is 200: above 125 PostgreSQL ends recovery"
          + " instead of promoting without the log that could not be read.",
      "'ballast restore' needs none of this: it puts the log in place and checks it first. Use it for"
          + " a standby that reads from the vault."
    })
@Example({
  "ballast wal fetch --target shop 000000010000000000000003 pg_wal/RECOVERYXLOG",
  "ballast wal fetch --target shop --ahead 64 000000010000000000000003 pg_wal/RECOVERYXLOG"
})
@Exits({ExitCode.FOUND, ExitCode.RECOVERY_ENDED})
@SeeAlso({"ballast wal settings", "ballast wal push", "ballast restore"})
public final class WalFetchCommand implements LeafCommand {
  @Mixin private TargetOption target = new TargetOption();

  @Parameters(
      index = "0",
      paramLabel = "<name>",
      description = "The file, as restore_command names it with %%f.")
  private String name = "";

  @Parameters(
      index = "1",
      paramLabel = "<path>",
      description = "Where it is written, as restore_command names it with %%p.")
  private Path to = Path.of("");

  @Mixin private SpoolOption spool = new SpoolOption();

  @Mixin private AheadOption ahead = new AheadOption();

  @Mixin private VaultOptions vaults = new VaultOptions();

  @Override
  public Report run(Console console) {
    try {
      int following = ahead.count();
      Target guarded = target.required(vaults.configuration());
      try (Vault vault = vaults.open(console, Optional.of(guarded))) {
        LogFetch.of(vault, guarded.name())
            .fetch(name, to.toAbsolutePath().normalize(), spool.folder(), following);
        return new FetchedLogReport(name, to.toString());
      }
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      throw fault.code() == ProtectError.WAL_NOT_STORED ? fault : ended(fault);
    }
  }

  private static Fault ended(Fault fault) {
    Fault ended =
        Fault.of(ProtectError.WAL_NOT_FETCHED, fault.getMessage())
            .detail(fault.code().id() + fault.detail().map(d -> ": " + d).orElse(""))
            .cause(fault);
    return fault.hint().map(ended::hint).orElse(ended);
  }
}
