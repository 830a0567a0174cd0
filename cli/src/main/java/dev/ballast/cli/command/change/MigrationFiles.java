package dev.ballast.cli.command.change;

import dev.ballast.cli.command.CommandError;
import dev.ballast.cli.command.ConfigurationOption;
import dev.ballast.evidence.Fault;
import dev.ballast.migrations.SourceRequest;
import dev.ballast.migrations.Tool;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.migrations.git.BaseRevision;
import dev.ballast.targets.config.ChangeSettings;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Which migrations are meant and by whose settings they are judged, for every command that reads
/// migrations.
public abstract class MigrationFiles {
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

  private boolean untrusted;
  private boolean all;
  private boolean baseUnknown;
  private @Nullable JudgingSettings judging;

  /// What names `ballast.yaml`.
  abstract ConfigurationOption configuration();

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

  final JudgingSettings judging() {
    JudgingSettings known = judging;
    if (known == null) {
      known = JudgingSettings.of(configuration(), gitRange, untrusted, baseUnknown);
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
    return sources(folder, asked);
  }

  /// The files and folders as they were named.
  List<String> named() {
    return paths;
  }

  /// Those of some files and folders only.
  SourceRequest sources(Path folder, List<String> asked) {
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

  /// Whether the author of the migrations may decide nothing.
  final boolean isDistrusted() {
    return untrusted;
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
                                .map(MigrationFiles::word)
                                .collect(Collectors.joining(", "))
                            + "."));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
