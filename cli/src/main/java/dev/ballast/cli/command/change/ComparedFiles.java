package dev.ballast.cli.command.change;

import dev.ballast.change.rehearse.RehearsalRequest.Subject;
import dev.ballast.cli.command.CommandError;
import dev.ballast.cli.command.ConfigurationOption;
import dev.ballast.cli.command.VaultOptions;
import dev.ballast.evidence.Fault;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Mixin;

/// Two changes that do the same in different ways.
public final class ComparedFiles extends MigrationFiles {
  @Mixin private VaultOptions vaults = new VaultOptions();

  VaultOptions vaults() {
    return vaults;
  }

  @Override
  ConfigurationOption configuration() {
    return vaults.configuration();
  }

  /// The two files or folders.
  List<String> both() {
    if (named().size() != 2 || named().getFirst().equals(named().getLast())) {
      throw Fault.of(CommandError.OPTION_INVALID, "two files or folders are compared")
          .detail(named().size() + " are named: " + String.join(", ", named()))
          .hint("Name the two ways of doing the same: ballast change compare a.sql b.sql");
    }
    return named();
  }

  /// One of them as a change.
  Subject subject(String path) {
    return new Subject.Migrations(sources(Path.of("").toAbsolutePath(), List.of(path)));
  }
}
