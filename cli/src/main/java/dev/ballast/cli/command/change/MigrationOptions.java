package dev.ballast.cli.command.change;

import dev.ballast.change.check.Acceptances;
import dev.ballast.change.live.Destination;
import dev.ballast.change.live.TableFigures;
import dev.ballast.cli.command.CommandError;
import dev.ballast.cli.command.ConfigurationOption;
import dev.ballast.evidence.Fault;
import dev.ballast.sql.script.Script;
import dev.ballast.targets.config.TableHint;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Which migrations are meant, and what is known of the place they will run in; for `change check`
/// and `change trace`.
public final class MigrationOptions extends MigrationFiles {
  @Option(
      names = "--schema",
      paramLabel = "<file>",
      order = 7,
      description =
          "A script that makes the schema before the first migration, as pg_dump --schema-only"
              + " writes it. Default: change.schema of the configuration.")
  private Optional<Path> schema = Optional.empty();

  @Option(
      names = "--server-major",
      paramLabel = "14-18",
      order = 8,
      description =
          "The major of PostgreSQL the migrations will run on. Default: change.server-major of the"
              + " configuration, else 18.")
  private Optional<Integer> major = Optional.empty();

  @Option(
      names = "--target",
      paramLabel = "<name|url>",
      order = 9,
      description =
          "The server the migrations will run on: its major, its schema (by pg_dump, unless --schema"
              + " is given) and the size and traffic of its tables are taken from there. A name from"
              + " the configuration, or postgresql://user@host:port/database. Nothing is changed at"
              + " it.")
  private Optional<String> target = Optional.empty();

  @Mixin private ConfigurationOption configuration = new ConfigurationOption();

  @Override
  ConfigurationOption configuration() {
    return configuration;
  }

  @Override
  void distrustWhatRuns() {
    if (target.isPresent()) {
      throw Fault.of(CommandError.OPTION_INVALID, "--untrusted and --target do not go together")
          .hint("An untrusted change gets no access to a server. Name its schema with --schema.");
    }
    super.distrustWhatRuns();
  }

  /// The script that was named, if one was.
  Optional<Script> schema() {
    return judging().schema(schema);
  }

  /// The place the migrations will run in. Its schema is asked where no script was named.
  Destination destination() {
    return new Destination(
        namedMajor(),
        target
            .map(configuration::target)
            .map(each -> new Destination.Server(each.name(), each.connection(), schema.isEmpty())),
        settings().tables().stream().map(MigrationOptions::known).toList(),
        "ballast.yaml");
  }

  private static TableFigures known(TableHint hint) {
    return new TableFigures(hint.name(), hint.rows(), hint.bytes(), hint.statementsPerSecond());
  }

  /// What accepts findings; not a comment, where its author is not trusted.
  ///
  /// @param baseline named by an option
  Acceptances acceptances(Optional<Path> baseline) {
    return new Acceptances(judging().baseline(baseline), !isDistrusted());
  }

  /// As [#acceptances], without any baseline.
  Acceptances acceptancesOfComments() {
    return new Acceptances(Optional.empty(), !isDistrusted());
  }

  private Optional<Integer> namedMajor() {
    Optional<Integer> named = major.or(settings()::serverMajor);
    if (named.filter(each -> each < 14 || each > 18).isPresent()) {
      throw Fault.of(CommandError.OPTION_INVALID, "PostgreSQL " + named.get() + " is not supported")
          .hint("Ballast supports 14, 15, 16, 17 and 18.");
    }
    return named;
  }
}
