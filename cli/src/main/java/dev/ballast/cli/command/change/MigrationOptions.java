package dev.ballast.cli.command.change;

import dev.ballast.change.check.Acceptances;
import dev.ballast.change.live.Destination;
import dev.ballast.change.live.TableFigures;
import dev.ballast.cli.command.CommandError;
import dev.ballast.cli.command.ConfigurationOption;
import dev.ballast.evidence.Fault;
import dev.ballast.migrations.SourceRequest;
import dev.ballast.migrations.Tool;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.migrations.git.BaseRevision;
import dev.ballast.sql.script.Script;
import dev.ballast.targets.config.ChangeSettings;
import dev.ballast.targets.config.TableHint;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Which migrations are meant, and what is known of the place they will run in; for `change check`
/// and `change trace`.
public final class MigrationOptions {
  @Parameters(
      arity = "0..*",
      paramLabel = "<path>",
      description =
          "Files and folders of migrations; - is standard input. Default: change.paths of the"
              + " configuration.")
  private List<String> paths = List.of();

  @Option(
      names = "--tool",
      paramLabel = "<tool>",
      order = 1,
      description =
          "Whose conventions the files follow: plain-sql, flyway, liquibase, sqitch, dbmate, goose,"
              + " golang-migrate, pop, diesel, prisma, drizzle, supabase, atlas, sqlx, refinery, sql-migrate,"
              + " node-pg-migrate, mybatis, evolutions, tern, alembic, ef-core or pgroll. Default: change.tool of the configuration, else found out from"
              + " the files.")
  private Optional<String> tool = Optional.empty();

  @Option(
      names = "--transaction",
      paramLabel = "wrapped|per-statement|one-query",
      order = 2,
      description =
          "How plain SQL is run: in one transaction, each statement in its own, or as one query."
              + " Default: each statement in its own.")
  private Optional<String> transaction = Optional.empty();

  @Option(
      names = "--git-range",
      paramLabel = "<range>",
      order = 3,
      description =
          "Judge only migrations that a range of commits adds or changes, such as origin/main...;"
              + " the others are history that defines the schema.")
  private Optional<String> gitRange = Optional.empty();

  @Option(
      names = "--include",
      paramLabel = "<glob>",
      order = 4,
      description = "Read only files below a folder that match, such as **/*.up.sql.")
  private List<String> include = List.of();

  @Option(
      names = "--exclude",
      paramLabel = "<glob>",
      order = 5,
      description = "Leave out files below a folder that match.")
  private List<String> exclude = List.of();

  @Option(
      names = "--values",
      paramLabel = "<file>",
      order = 6,
      description =
          "What stands in place of {{ name }}, :name and name in braces behind a dollar sign: YAML, JSON, TOML, or lines"
              + " name=value. Default: change.values of the configuration.")
  private Optional<Path> values = Optional.empty();

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

  private boolean untrusted;
  private boolean all;
  private boolean baseUnknown;
  private @Nullable JudgingSettings judging;

  /// Whether the settings of a range of commits were requested.
  boolean hasRange() {
    return gitRange.isPresent();
  }

  /// Whether there is a file that git may know.
  boolean readsFiles() {
    return paths.isEmpty() || !paths.stream().allMatch(SourceRequest.STANDARD_INPUT::equals);
  }

  /// Judges only what this range changes. To be called before anything else.
  void judgeOnly(String range) {
    gitRange = Optional.of(range);
  }

  /// Judges everything: a range then only says by whose settings. To be called before anything
  /// else.
  void judgeAll() {
    all = true;
  }

  /// Judges everything by the settings of this range's base. To be called before anything else.
  void judgeAllBy(String range) {
    gitRange = Optional.of(range);
    all = true;
  }

  /// From now on the configuration that lies beside the migrations is one that their author may
  /// have written for them. To be called before anything else.
  void judgeWithoutBase() {
    baseUnknown = true;
  }

  /// The first path that is not in the repository around a folder.
  Optional<String> outside(BaseRevision base, Path folder) {
    return paths.stream()
        .filter(path -> !path.equals(SourceRequest.STANDARD_INPUT))
        .filter(path -> !base.covers(folder.resolve(path)))
        .findFirst();
  }

  /// From now on the migrations are those of somebody who may decide nothing: configuration,
  /// baseline and schema are those of the range's base, no target is asked, and no link leads out
  /// of the working folder. To be called before anything else.
  void distrust() {
    if (gitRange.isEmpty()) {
      throw Fault.of(CommandError.OPTION_INVALID, "--untrusted goes with --git-range")
          .hint("Its left end says whose settings judge the change: --git-range origin/main...");
    }
    distrustWhatRuns();
  }

  /// As [#distrust], of migrations that are only run: without a range, the configuration that lies
  /// beside them is not read.
  void distrustWhatRuns() {
    if (target.isPresent()) {
      throw Fault.of(CommandError.OPTION_INVALID, "--untrusted and --target do not go together")
          .hint("An untrusted change gets no access to a server. Name its schema with --schema.");
    }
    untrusted = true;
  }

  /// What the configuration says of migrations; nothing where there is none.
  ChangeSettings settings() {
    return judging().settings();
  }

  /// What a reader must know of where the settings came from.
  List<String> notes() {
    return judging().notes();
  }

  private JudgingSettings judging() {
    JudgingSettings known = judging;
    if (known == null) {
      known = JudgingSettings.of(configuration, gitRange, untrusted, baseUnknown);
      judging = known;
    }
    return known;
  }

  SourceRequest sources(Path folder) {
    List<String> asked =
        paths.isEmpty() ? settings().paths().stream().map(Path::toString).toList() : paths;
    if (asked.isEmpty()) {
      throw Fault.of(CommandError.OPTION_INVALID, "no migrations are named")
          .hint(
              "Name a file or folder, - for standard input, or set change.paths in ballast.yaml.");
    }
    SourceRequest request =
        new SourceRequest(
            folder,
            asked,
            tool.or(settings()::tool).map(text -> named("tool", text, Tool.values())),
            transaction.map(text -> named("transaction", text, TransactionMode.values())),
            include,
            exclude,
            gitRange.filter(range -> !all),
            false,
            judging().values(values));
    return untrusted ? request.withinFolder() : request;
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
    return new Acceptances(judging().baseline(baseline), !untrusted);
  }

  /// As [#acceptances], without any baseline.
  Acceptances acceptancesOfComments() {
    return new Acceptances(Optional.empty(), !untrusted);
  }

  private Optional<Integer> namedMajor() {
    Optional<Integer> named = major.or(settings()::serverMajor);
    if (named.filter(each -> each < 14 || each > 18).isPresent()) {
      throw Fault.of(CommandError.OPTION_INVALID, "PostgreSQL " + named.get() + " is not supported")
          .hint("Ballast supports 14, 15, 16, 17 and 18.");
    }
    return named;
  }

  private static <E extends Enum<E>> E named(String option, String text, E[] values) {
    return Arrays.stream(values)
        .filter(value -> word(value).equals(text.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                Fault.of(CommandError.OPTION_INVALID, "there is no " + option + " " + text)
                    .hint(
                        "One of "
                            + Arrays.stream(values)
                                .map(MigrationOptions::word)
                                .collect(Collectors.joining(", "))
                            + "."));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
