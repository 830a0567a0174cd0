package dev.ballast.cli.command;

import dev.ballast.observe.catalogue.AllChecks;
import dev.ballast.report.protect.ShellWord;
import dev.ballast.targets.config.Configuration;
import dev.ballast.targets.config.Target;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// `--config`, for every command that reads `ballast.yaml`.
public final class ConfigurationOption {
  @Option(
      names = "--config",
      paramLabel = "<file>",
      order = 100,
      description =
          "The configuration file. Without it: BALLAST_CONFIG, ./ballast.yaml,"
              + " ~/.config/ballast/ballast.yaml, /etc/ballast/ballast.yaml.")
  private Optional<Path> file = Optional.empty();

  Configuration load() {
    return Configuration.load(file, AllChecks.known());
  }

  /// The configuration if there is one at all; a file that was requested must be there.
  public Optional<Configuration> loadIfPresent() {
    return file.isPresent() || Configuration.find(file).isPresent()
        ? Optional.of(load())
        : Optional.empty();
  }

  /// Whether the file is named rather than found.
  public boolean isNamed() {
    return Configuration.isNamed(file);
  }

  /// The file that was named, or the one that would be found in the working folder.
  public Path namedOrHere() {
    return Configuration.isNamed(file)
        ? Configuration.find(file).orElseThrow()
        : Configuration.inWorkingFolder();
  }

  /// The option as a person would type it again; empty where it was not given.
  String asTyped() {
    return file.map(f -> " --config " + ShellWord.of(f.toString())).orElse("");
  }

  /// The file to be named to a program that another user starts in another folder; empty where
  /// there is none, or where everybody finds it.
  Optional<Path> fromAnywhere() {
    return Configuration.find(file)
        .map(found -> found.toAbsolutePath().normalize())
        .filter(found -> !found.equals(Configuration.OF_THE_HOST));
  }

  /// A declared target, or an undeclared one by its URL.
  public Target target(String nameOrUrl) {
    return Target.isUrl(nameOrUrl) ? Target.ofUrl(nameOrUrl) : load().target(nameOrUrl);
  }
}
