package dev.ballast.cli.command.change;

import dev.ballast.change.compare.MigrationTrace;
import dev.ballast.change.compare.TraceRequest;
import dev.ballast.change.trace.TraceOptions;
import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.ConsoleProgress;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.postgres.server.Confinement;
import dev.ballast.report.Report;
import dev.ballast.report.change.ChangeTraceReport;
import dev.ballast.rules.catalogue.AllRules;
import dev.ballast.sql.script.Script;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `ballast change trace`
@Command(
    name = "trace",
    header = "Run migrations on a scratch server and show what PostgreSQL locked and rewrote.",
    description = {
      "Starts a server of the target's major with the target's schema and a few made-up rows, runs"
          + " each statement in the order and the transactions of its tool, and records every lock"
          + " on every relation, what was rewritten, read in full or built, the WAL written, and"
          + " what a second session could and could not do meanwhile, by trying.",
      "Dynamic SQL, DO blocks and functions are seen like any other statement. What the server did is"
          + " compared with what `ballast change check` predicts; a difference is reported.",
      "Migrations run as a role that is not a superuser, in a sandbox if the machine supports one; the"
          + " report says which. A statement that only a superuser may run is run as one where it is"
          + " known to be harmless, as CREATE EXTENSION pg_stat_statements; the report says so.",
      "The schema comes from --target by pg_dump, from --schema, or from the migrations that are not"
          + " judged (--git-range). Nothing is changed at the target."
    })
@Example({
  "ballast change trace migrations/",
  "ballast change trace --target shop --git-range origin/main... migrations/",
  "ballast change trace --schema schema.sql --server-major 15 change.sql",
  "ballast change trace --untrusted migrations/"
})
@Exits({ExitCode.USAGE, ExitCode.FOUND, ExitCode.UNREACHABLE, ExitCode.PRECONDITION})
@SeeAlso({"ballast change check", "docs/reference/migration-sources.md"})
public final class ChangeTraceCommand implements LeafCommand {
  @Mixin private MigrationOptions migrations = new MigrationOptions();

  @Option(
      names = "--down",
      order = 31,
      description =
          "When all migrations went forwards, run the way back of each that has one, newest first.")
  private boolean down;

  @Option(
      names = "--no-probes",
      order = 32,
      description =
          "Do not try SELECT, INSERT, UPDATE and SELECT FOR UPDATE from a second session; each"
              + " attempt that is blocked takes a few milliseconds.")
  private boolean noProbes;

  @Option(
      names = "--untrusted",
      order = 33,
      description =
          "The migrations are of somebody who is not trusted, as of a pull request from a fork:"
              + " refuse to run them unless a whole sandbox stands around the server, read no"
              + " configuration but that of the base of --git-range, ask no target, and follow no"
              + " link out of the working folder.")
  private boolean untrusted;

  @Override
  public Report run(Console console) {
    if (untrusted) {
      migrations.distrustWhatRuns();
    } else {
      NewOnly.decideSettings(migrations, console);
    }
    migrations.notes().forEach(console::insist);
    Optional<Script> schema = migrations.schema();
    TraceRequest request =
        new TraceRequest(
            migrations.sources(Path.of("").toAbsolutePath()),
            schema,
            migrations.destination(),
            down,
            TraceOptions.DEFAULT
                .withProbes(!noProbes)
                .withConfinement(untrusted ? Confinement.REQUIRED : Confinement.PREFERRED));
    try (ConsoleProgress progress = new ConsoleProgress(console)) {
      return ChangeTraceReport.of(
          MigrationTrace.run(AllRules.catalogue(), request, System.in, progress, console.clock()));
    }
  }
}
