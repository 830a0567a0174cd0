package dev.ballast.cli.command.vault;

import dev.ballast.cli.command.VaultOptions;
import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.ConsoleProgress;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.report.Report;
import dev.ballast.report.vault.VaultReport;
import dev.ballast.vault.CheckDepth;
import dev.ballast.vault.Vault;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `ballast vault check`
@Command(
    name = "check",
    header = "Check every object of a vault: present, whole, and what was stored.",
    description = {
      "Names each truncated, altered, swapped or missing object and the backups that need it."
          + " Every chunk is decrypted and hashed, unless --structure asks for less.",
      "What is stored is compared with the evidence log: a backup that is gone as a whole, one that"
          + " the log does not know, an older copy of an object, of the keyring or of the log itself"
          + " is named, too; and so is a folder that somebody else can write to."
    })
@Example({"ballast vault check", "ballast vault check --structure --output json"})
@Exits({ExitCode.PRECONDITION, ExitCode.REFUTED})
@SeeAlso("ballast backup verify")
public final class VaultCheckCommand implements LeafCommand {
  @Option(
      names = "--structure",
      order = 1,
      description = "Look at names, sizes and headers only, without reading the chunks.")
  private boolean structure;

  @Mixin private VaultOptions vaults = new VaultOptions();

  @Override
  public Report run(Console console) {
    try (Vault vault = vaults.open(console, Optional.empty());
        ConsoleProgress progress = new ConsoleProgress(console)) {
      progress.begin("checking the vault", 0);
      int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
      CheckDepth depth = structure ? CheckDepth.STRUCTURE : CheckDepth.CONTENT;
      return VaultReport.of("vault " + vault.id(), !structure, vault.check(depth, threads));
    }
  }
}
