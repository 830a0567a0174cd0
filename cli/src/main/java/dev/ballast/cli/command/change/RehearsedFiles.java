package dev.ballast.cli.command.change;

import dev.ballast.change.rehearse.RehearsalRequest.Subject;
import dev.ballast.cli.command.CommandError;
import dev.ballast.cli.command.ConfigurationOption;
import dev.ballast.cli.command.VaultOptions;
import dev.ballast.evidence.Fault;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The change that is rehearsed: migrations, or one statement.
public final class RehearsedFiles extends MigrationFiles {
  @Option(
      names = "--statement",
      paramLabel = "<sql>",
      order = 7,
      description = "Rehearse this SQL in place of migrations.")
  private Optional<String> statement = Optional.empty();

  @Option(
      names = "--undo",
      paramLabel = "<sql>",
      order = 8,
      description = "What takes the SQL of --statement back.")
  private Optional<String> undo = Optional.empty();

  @Mixin private VaultOptions vaults = new VaultOptions();

  VaultOptions vaults() {
    return vaults;
  }

  @Override
  ConfigurationOption configuration() {
    return vaults.configuration();
  }

  /// Whether migrations are meant, of which none may be new.
  boolean areMigrations() {
    return statement.isEmpty();
  }

  /// What was named. To be called after it was decided what is judged.
  Subject subject() {
    if (statement.isEmpty()) {
      if (undo.isPresent()) {
        throw Fault.of(CommandError.OPTION_INVALID, "--undo goes with --statement")
            .hint("The way back of a migration is read where its tool keeps it.");
      }
      return new Subject.Migrations(sources(Path.of("").toAbsolutePath()));
    }
    if (!named().isEmpty() || hasRange()) {
      throw Fault.of(
              CommandError.OPTION_INVALID, "--statement goes with neither files nor --git-range")
          .hint("Name migrations, or one statement.");
    }
    return new Subject.Text(statement.get(), undo);
  }
}
