package dev.ballast.cli.command;

import dev.ballast.cli.frame.Console;
import dev.ballast.evidence.Fault;
import dev.ballast.machine.Places;
import dev.ballast.report.protect.ShellWord;
import dev.ballast.targets.config.Configuration;
import dev.ballast.targets.config.Target;
import dev.ballast.targets.config.VaultDeclaration;
import dev.ballast.targets.secret.SecretReference;
import dev.ballast.vault.Vault;
import dev.ballast.vault.VaultSettings;
import dev.ballast.vault.format.MasterKey;
import dev.ballast.vault.format.VaultId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `--vault` and `--key`, for every command that opens a vault.
public final class VaultOptions {
  private static final String DEFAULT_KEY = "env:BALLAST_KEY";

  @Mixin private ConfigurationOption configuration = new ConfigurationOption();

  @Option(
      names = "--vault",
      paramLabel = "<name|folder>",
      order = 110,
      description =
          "The vault: a name from the configuration, or a folder (with a slash in it). Without it"
              + " the target's own vault, or the only one declared.")
  private Optional<String> vault = Optional.empty();

  @Option(
      names = "--key",
      paramLabel = "<reference>",
      order = 111,
      description =
          "Where the master key of a vault given by folder is: file:PATH, env:NAME or"
              + " command:PROGRAM ARGUMENTS. Default: env:BALLAST_KEY.")
  private Optional<String> key = Optional.empty();

  @Option(
      names = "--vault-id",
      paramLabel = "<id>",
      order = 112,
      description =
          "The id that the vault must have, as 'ballast vault init' printed it; another vault in"
              + " its folder is refused. Default: the id of the configuration, or any.")
  private Optional<String> vaultId = Optional.empty();

  /// The configuration that the vault is looked up in.
  public ConfigurationOption configuration() {
    return configuration;
  }

  /// The options that name this vault, for a command that a person is asked to run.
  public String asTyped() {
    return configuration.asTyped()
        + vault.map(v -> " --vault " + ShellWord.of(v)).orElse("")
        + key.map(k -> " --key " + ShellWord.of(k)).orElse("")
        + vaultId.map(id -> " --vault-id " + ShellWord.of(id)).orElse("");
  }

  /// The options that name this vault from any working folder and for any user.
  ///
  /// @param target by its name in the configuration or by its URL
  List<String> fromAnywhere(String target) {
    List<String> words = new ArrayList<>();
    boolean inFolder = vault.filter(v -> v.contains("/")).isPresent();
    if (!inFolder || !Target.isUrl(target)) {
      configuration
          .fromAnywhere()
          .ifPresent(file -> words.addAll(List.of("--config", file.toString())));
    }
    VaultDeclaration declared = declaration(Optional.of(configuration.target(target)));
    if (inFolder) {
      words.addAll(List.of("--vault", declared.folder() + "/"));
      key.ifPresent(
          typed ->
              words.addAll(
                  List.of(
                      "--key",
                      declared.key() instanceof SecretReference.InFile file
                          ? file.display()
                          : typed)));
    } else {
      vault.ifPresent(name -> words.addAll(List.of("--vault", name)));
    }
    vaultId.ifPresent(id -> words.addAll(List.of("--vault-id", id(id).toString())));
    return words;
  }

  /// Whether the command line names a vault.
  public boolean isNamed() {
    return vault.isPresent();
  }

  public Vault open(Console console, Optional<Target> target) {
    return open(console, declaration(target), vaultId);
  }

  private static Vault open(Console console, VaultDeclaration declared, Optional<String> id) {
    MasterKey master = MasterKey.parse(declared.key().resolve());
    VaultSettings settings = settings(declared.folder(), console);
    return Vault.open(
        id.or(declared::id).map(VaultOptions::id).map(settings::expecting).orElse(settings),
        master);
  }

  /// Another vault, named like the first one: by the configuration, or by its folder and where its
  /// key is.
  public Vault openOther(Console console, String other, Optional<String> otherKey) {
    return open(
        console,
        other.contains("/")
            ? inFolder(other, otherKey)
            : named(other, configuration.loadIfPresent()),
        Optional.empty());
  }

  private static VaultId id(String text) {
    return VaultId.parse(text)
        .orElseThrow(
            () ->
                Fault.of(CommandError.OPTION_INVALID, "not a vault's id: " + text)
                    .hint("An id is 32 hex digits, as `ballast vault init` prints it."));
  }

  private static VaultDeclaration inFolder(String folder, Optional<String> key) {
    Path path = Path.of(folder).toAbsolutePath().normalize();
    return new VaultDeclaration("", path, SecretReference.parse(key.orElse(DEFAULT_KEY)));
  }

  public static VaultSettings settings(Path folder, Console console) {
    return new VaultSettings(folder, Places.state().resolve("heads"), console.clock());
  }

  private static VaultDeclaration named(String name, Optional<Configuration> known) {
    if (known.isEmpty()
        || (Files.isDirectory(Path.of(name))
            && known.get().vaults().stream().noneMatch(vault -> vault.name().equals(name)))) {
      throw noFolder(name);
    }
    return known.get().vault(name);
  }

  /// For a word that was perhaps meant as a folder.
  private static Fault noFolder(String name) {
    return Fault.of(CommandError.VAULT_NOT_NAMED, "no configuration declares a vault " + name)
        .detail("a vault given by its folder has a slash in it")
        .hint("For the folder, write --vault ./" + name + "; else declare it in ballast.yaml.");
  }

  /// Folder and key reference of the vault that is meant.
  public VaultDeclaration declaration(Optional<Target> target) {
    if (vault.isPresent() && vault.get().contains("/")) {
      return inFolder(vault.get(), key);
    }
    if (vault.isPresent() && vault.get().isBlank()) {
      throw Fault.of(CommandError.VAULT_NOT_NAMED, "--vault is empty")
          .hint("Write --vault NAME, or --vault ./folder --key file:/path.");
    }
    if (key.isPresent()) {
      throw vault
          .map(VaultOptions::noFolder)
          .orElseGet(
              () ->
                  Fault.of(
                          CommandError.VAULT_NOT_NAMED,
                          "--key goes with a vault given by its folder")
                      .hint(
                          "Write --vault ./folder --key file:/path, or declare the vault in"
                              + " ballast.yaml."));
    }
    Optional<String> name = vault.or(() -> target.flatMap(Target::vault));
    Optional<Configuration> known = configuration.loadIfPresent();
    if (name.isPresent()) {
      return named(name.get(), known);
    }
    List<VaultDeclaration> all = known.map(Configuration::vaults).orElse(List.of());
    if (all.size() != 1) {
      throw Fault.of(CommandError.VAULT_NOT_NAMED, "no vault is named")
          .detail(
              all.isEmpty()
                  ? "no configuration declares one"
                  : "the configuration declares "
                      + String.join(", ", all.stream().map(VaultDeclaration::name).toList()))
          .hint("Add --vault NAME, or --vault ./folder --key file:/path.");
    }
    return all.getFirst();
  }
}
