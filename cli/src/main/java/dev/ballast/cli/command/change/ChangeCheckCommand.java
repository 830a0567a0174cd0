package dev.ballast.cli.command.change;

import dev.ballast.change.check.Baseline;
import dev.ballast.change.check.CheckRequest;
import dev.ballast.change.check.CheckResult;
import dev.ballast.change.check.MigrationCheck;
import dev.ballast.cli.command.CommandError;
import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.migrations.SourceRequest;
import dev.ballast.report.Report;
import dev.ballast.report.change.ChangeCheckReport;
import dev.ballast.report.change.CheckFormat;
import dev.ballast.report.change.CheckView;
import dev.ballast.report.change.Threshold;
import dev.ballast.rules.catalogue.AllRules;
import dev.ballast.rules.lint.DownScripts;
import dev.ballast.targets.config.LockTimeoutOrigin;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `ballast change check`
@Command(
    name = "check",
    header = "Say what migrations will lock, rewrite and scan, and how to write them safely.",
    description = {
      "Reads the migrations with PostgreSQL's own grammar and needs no database. Each finding says"
          + " what happens, which locks are taken on which relations and for how long, and the safe"
          + " form as SQL. What cannot be analysed is reported with the reason.",
      "Migrations of plain SQL, Flyway, Liquibase, sqitch, dbmate, goose, sql-migrate,"
          + " golang-migrate, Prisma, Drizzle, Diesel, Supabase, Atlas, sqlx and others are read in the"
          + " order and the transactions of their tool. Earlier"
          + " migrations define the schema; --schema adds what existed before the first.",
      "The report begins with what must be changed before merge. Findings of one rule that have one"
          + " cause in a file are reported as one, with a count and the other places.",
      "A finding is accepted by a comment before its statement: -- ballast:ignore <rule> until"
          + " <yyyy-mm-dd>: <reason>."
    })
@Example({
  "ballast change check migrations/",
  "ballast change check --new-only migrations/",
  "ballast change check --git-range origin/main... --report github",
  "ballast change check --report sarif=ballast.sarif --report junit=ballast.xml migrations/",
  "cat change.sql | ballast change check -"
})
@Exits({ExitCode.USAGE, ExitCode.FOUND, ExitCode.PRECONDITION})
@SeeAlso({"ballast change explain", "ballast change rules", "docs/reference/migration-sources.md"})
public final class ChangeCheckCommand implements LeafCommand {
  @Mixin private MigrationOptions migrations = new MigrationOptions();
  @Mixin private NewOnly newOnly = new NewOnly();

  @Option(
      names = "--fail-on",
      paramLabel = "info|warning|error|never",
      order = 20,
      defaultValue = "warning",
      description =
          "The least severity of a finding that ends the command with exit code 3. What is not"
              + " analysable counts as a warning, a syntax error as an error. Default:"
              + " ${DEFAULT-VALUE}.")
  private Threshold threshold = Threshold.WARNING;

  @Option(
      names = "--report",
      paramLabel = "<format>[=<file>]",
      order = 21,
      description =
          "Another form of the result: sarif, github, gitlab, junit or markdown. With a file it is"
              + " written there as well; without one it is printed instead of the text. May be"
              + " given several times.")
  private List<String> reports = List.of();

  @Option(
      names = "--baseline",
      paramLabel = "<file>",
      order = 22,
      description =
          "Findings in this file are reported as accepted and do not fail the check. Default: change.baseline of"
              + " the configuration.")
  private Optional<Path> baseline = Optional.empty();

  @Option(
      names = "--write-baseline",
      paramLabel = "<file>",
      order = 23,
      description =
          "Write every finding to the file, for --baseline, and end with 0. No baseline applies, and"
              + " everything is judged unless a range is named.")
  private Optional<Path> writeBaseline = Optional.empty();

  @Option(
      names = "--details",
      paramLabel = "<number>|all",
      order = 24,
      defaultValue = "50",
      description =
          "Print the details of at most so many findings, the worst ones; the summary and the other"
              + " forms are not affected. Default: ${DEFAULT-VALUE}.")
  private String details = "50";

  @Option(
      names = "--fix",
      order = 25,
      description =
          "Make the edits that need no judgement in the files themselves, then check again and report"
              + " what is left.")
  private boolean fix;

  @Option(
      names = "--untrusted",
      order = 26,
      description =
          "The change comes from somebody who may not decide how it is judged, as a pull request from"
              + " a fork does: configuration, baseline and schema are those of the base of"
              + " --git-range, comments accept nothing, no target is asked and no link out of the"
              + " working folder is followed.")
  private boolean untrusted;

  @Override
  public Report run(Console console) {
    newOnly.decide(migrations, writeBaseline.isPresent(), console);
    if (untrusted) {
      migrations.distrust();
    }
    ReportForms<CheckFormat> forms = ReportForms.of(reports, CheckFormat.class);
    CheckView view =
        new CheckView(
            writeBaseline.isPresent() ? Threshold.NEVER : threshold,
            mostDetails(),
            forms.printed());
    migrations.notes().forEach(console::insist);
    CheckRequest request = request(console);
    CheckResult result =
        MigrationCheck.run(AllRules.catalogue(), request, System.in, console.clock());
    forms.write(format -> format.render(result, view.threshold()));
    if (writeBaseline.isPresent()) {
      ReportFile.write(writeBaseline.get(), Baseline.of(result).text());
      console.say(
          "%d findings were written to %s, for --baseline or change.baseline"
              .formatted(result.findings().size(), writeBaseline.get()));
    }
    return ChangeCheckReport.of(result, view);
  }

  private int mostDetails() {
    if (details.equals("all")) {
      return Integer.MAX_VALUE;
    }
    if (!details.matches("[0-9]{1,9}")) {
      throw Fault.of(CommandError.OPTION_INVALID, "--details " + details + " is no number")
          .hint("Write --details 100, or --details all.");
    }
    return Integer.parseInt(details);
  }

  private CheckRequest request(Console console) {
    SourceRequest sources = migrations.sources(Path.of("").toAbsolutePath());
    if (fix && sources.paths().contains(SourceRequest.STANDARD_INPUT)) {
      throw Fault.of(CommandError.OPTION_INVALID, "--fix cannot edit standard input")
          .hint("Name the files or the folder.");
    }
    return new CheckRequest(
        sources,
        migrations.schema(),
        migrations.destination(),
        migrations.settings().lockTimeout() == LockTimeoutOrigin.CONNECTION,
        migrations.settings().severities(),
        DownScripts.valueOf(migrations.settings().downScripts().name()),
        // A baseline that is written holds the findings of the one before, which may not exist yet.
        writeBaseline.isPresent()
            ? migrations.acceptancesOfComments()
            : migrations.acceptances(baseline),
        console.clock().now().atZone(ZoneOffset.UTC).toLocalDate(),
        fix);
  }
}
