package dev.ballast.cli.command.vault;

import dev.ballast.cli.command.CommandError;
import dev.ballast.cli.command.VaultOptions;
import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.report.Report;
import dev.ballast.report.vault.NewVaultReport;
import dev.ballast.targets.config.VaultDeclaration;
import dev.ballast.targets.secret.SecretReference;
import dev.ballast.vault.Vault;
import dev.ballast.vault.format.MasterKey;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `ballast vault init`
@Command(
    name = "init",
    header = "Make a vault in an empty or absent folder.",
    description = {
      "Everything in a vault but its format and its id is encrypted with keys that the master key"
          + " wraps. With --new-key the master key is made too, and written to the file that --key"
          + " names.",
      "Keep the master key somewhere else than the vault. Without it the backups cannot be read"
          + " again, you included."
    })
@Example({
  "ballast vault init --vault ./vault --key file:./master.key --new-key",
  "ballast vault init --vault main"
})
@Exits({ExitCode.REFUSED, ExitCode.PRECONDITION})
@SeeAlso({"ballast vault check", "ballast vault rotate-key"})
public final class VaultInitCommand implements LeafCommand {
  @Option(
      names = "--new-key",
      order = 1,
      description = "Make a master key and write it to the file of --key, which must not exist.")
  private boolean newKey;

  @Option(
      names = "--chunk-size",
      paramLabel = "<kB>",
      order = 2,
      description =
          "Plain bytes in a chunk, 64 to 16384 kB. Smaller ones find more in common between"
              + " backups, larger ones compress better. Default: 2048.")
  private Optional<Integer> chunkKilobytes = Optional.empty();

  @Mixin private VaultOptions vaults = new VaultOptions();

  @Override
  public Report run(Console console) {
    VaultDeclaration declared = vaults.declaration(Optional.empty());
    int chunk =
        chunkKilobytes.map(kB -> Math.multiplyExact(kB, 1024)).orElse(Vault.DEFAULT_CHUNK_SIZE);
    Optional<Path> keyFile = newKey ? Optional.of(keyFile(declared.key())) : Optional.empty();
    MasterKey master;
    if (keyFile.isPresent()) {
      master = MasterKey.generate();
      master.save(keyFile.get());
    } else {
      master = MasterKey.parse(declared.key().resolve());
    }
    try (Vault vault =
        Vault.init(VaultOptions.settings(declared.folder(), console), master, chunk)) {
      return new NewVaultReport(
          vault.id().toString(), vault.folder().toString(), chunk, keyFile.map(Path::toString));
    }
  }

  private static Path keyFile(SecretReference reference) {
    return switch (reference) {
      case SecretReference.InFile file -> file.path();
      case SecretReference.InVariable ignored -> throw notAFile();
      case SecretReference.FromCommand ignored -> throw notAFile();
      case SecretReference.Withheld ignored -> throw notAFile();
    };
  }

  private static Fault notAFile() {
    return Fault.of(CommandError.OPTION_INVALID, "--new-key has no file to write the key to")
        .hint("Name one with --key file:/path/to/master.key.");
  }
}
