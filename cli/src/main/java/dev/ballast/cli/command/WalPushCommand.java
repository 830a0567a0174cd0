package dev.ballast.cli.command;

import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.protect.wal.LogPush;
import dev.ballast.protect.wal.LogSpool;
import dev.ballast.report.Report;
import dev.ballast.report.protect.PushedLogReport;
import dev.ballast.targets.config.Target;
import dev.ballast.vault.Vault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `ballast wal push`
@Command(
    name = "push",
    header = "Store a file that the server archives; for archive_command.",
    description = {
      "The second road for the write-ahead log, where 'ballast wal receive' cannot stream it. The"
          + " file is durable in the vault when the command ends with 0. One that is there already is"
          + " compared: the same content is fine, other content is refused with both hashes.",
      "Takes further segments along that the server says are ready, and marks them in the spool"
          + " folder. The archive_command that 'ballast wal settings' prints looks there first, so"
          + " that most calls start no JVM.",
      "Histories of timelines are stored. Partial segments and notes of base backups (.partial,"
          + " .backup) are accepted and not stored: no recovery reads them, and what counts of a"
          + " partial segment is in the first one of the next timeline, too.",
      "What is pushed is put into a deposit as soon as there are 128 MiB."
    })
@Example({
  "ballast wal push --target shop pg_wal/000000010000000000000003",
  "ballast wal push --target shop --ahead 0 pg_wal/00000002.history"
})
@Exits({ExitCode.REFUSED, ExitCode.PRECONDITION, ExitCode.REFUTED, ExitCode.TIMEOUT})
@SeeAlso({"ballast wal settings", "ballast wal fetch", "ballast wal receive"})
public final class WalPushCommand implements LeafCommand {
  @Mixin private TargetOption target = new TargetOption();

  @Parameters(
      index = "0",
      paramLabel = "<path>",
      description = "The file, as archive_command names it with %%p.")
  private Path file = Path.of("");

  @Mixin private SpoolOption spool = new SpoolOption();

  @Mixin private AheadOption ahead = new AheadOption();

  @Mixin private VaultOptions vaults = new VaultOptions();

  @Override
  public Report run(Console console) {
    Target guarded = target.required(vaults.configuration());
    int further = ahead.count();
    Path first = file.toAbsolutePath().normalize();
    try (Vault vault = vaults.open(console, Optional.of(guarded))) {
      LogPush.Outcome asked =
          new LogPush(vault, guarded.name(), console.clock()).push(List.of(first));
      List<Path> waiting = further == 0 ? List.of() : LogSpool.waiting(first, further);
      if (waiting.isEmpty()) {
        return PushedLogReport.of(asked, List.of());
      }
      LogSpool folder = LogSpool.of(spool.folder());
      List<String> taken = new ArrayList<>();
      LogPush also = new LogPush(vault, guarded.name(), console.clock());
      for (Path other : waiting) {
        if (!isTaken(also, other)) {
          break;
        }
        String name = other.getFileName().toString();
        folder.mark(List.of(name));
        taken.add(name);
      }
      return PushedLogReport.of(asked, taken);
    }
  }

  /// The server names each of them in its turn: what is wrong with it is reported then.
  private static boolean isTaken(LogPush push, Path file) {
    try {
      push.push(List.of(file));
      return true;
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      return false;
    }
  }
}
