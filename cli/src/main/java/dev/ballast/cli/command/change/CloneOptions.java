package dev.ballast.cli.command.change;

import dev.ballast.change.claim.CloneChoice;
import dev.ballast.cli.command.CommandError;
import dev.ballast.cli.command.ConfigurationOption;
import dev.ballast.cli.command.lab.LabOption;
import dev.ballast.cli.frame.Console;
import dev.ballast.evidence.Fault;
import dev.ballast.lab.clone.Lab;
import dev.ballast.postgres.server.Confinement;
import dev.ballast.targets.config.Target;
import dev.ballast.vault.Vault;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The clone that a change is rehearsed on.
final class CloneOptions {
  @Option(
      names = "--target",
      paramLabel = "<name|url>",
      order = 10,
      description =
          "The guarded server that the change is for: a clone of its latest proved backup is used. It"
              + " is not connected to, except for its statistics with --traffic statements or --forecast.")
  private Optional<String> target = Optional.empty();

  @Option(
      names = "--clone",
      paramLabel = "<name>",
      order = 11,
      description =
          "The clone of the lab that is used, as 'ballast lab list' prints it. The result is recorded"
              + " only where --target or --vault says in which vault.")
  private Optional<String> named = Optional.empty();

  @Mixin private LabOption lab = new LabOption();

  Lab lab(Console console) {
    return lab.open(console);
  }

  /// The target that was named, if one was. One of the two must be named.
  Optional<Target> target(ConfigurationOption configuration) {
    if (target.isEmpty() && named.isEmpty()) {
      throw Fault.of(CommandError.OPTION_INVALID, "no data to rehearse on is named")
          .hint("Name a target with a proved backup (--target), or a clone (--clone).");
    }
    return target.map(configuration::target);
  }

  /// @param vault that was opened for the target; there where no clone is named
  CloneChoice choice(
      Optional<Vault> vault, ConfigurationOption configuration, Confinement confinement) {
    return named
        .<CloneChoice>map(CloneChoice.Named::new)
        .orElseGet(
            () ->
                new CloneChoice.LatestProved(
                    vault.orElseThrow(), target(configuration).orElseThrow().name(), confinement));
  }
}
