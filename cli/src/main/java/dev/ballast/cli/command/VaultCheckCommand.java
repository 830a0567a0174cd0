package dev.ballast.cli.command;

import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.ConsoleProgress;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.Report;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
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
    description =
        "Names each truncated, altered, swapped or missing object and the backups that need it."
            + " Every chunk is decrypted and hashed, unless --structure asks for less.")
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
