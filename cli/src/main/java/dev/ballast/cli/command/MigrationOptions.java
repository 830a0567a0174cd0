package dev.ballast.cli.command;

import dev.ballast.change.catalogue.AllRules;
import dev.ballast.change.check.SchemaFile;
import dev.ballast.change.lint.LintOptions;
import dev.ballast.change.lint.Workload;
import dev.ballast.change.live.LiveWorkload;
import dev.ballast.change.source.SourceRequest;
import dev.ballast.change.source.Tool;
import dev.ballast.change.source.TransactionMode;
import dev.ballast.change.trace.SchemaDump;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Severity;
import dev.ballast.postgres.sql.script.Script;
import dev.ballast.postgres.sql.tree.QualifiedName;
import dev.ballast.targets.config.ChangeSettings;
import dev.ballast.targets.config.Configuration;
import dev.ballast.targets.config.TableHint;
import dev.ballast.targets.config.Target;
import dev.ballast.targets.yaml.Nearest;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Which migrations are meant, and what is known of the place they will run in; for `change check`
/// and `change trace`.
public final class MigrationOptions {
  /// Assumed where nobody says which major the server has.
  static final int DEFAULT_MAJOR = 18;

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
          "Whose conventions the files follow: plain-sql, flyway, liquibase, sqitch, dbmate, goose"
              + " or golang-migrate. Default: change.tool of the configuration, else found out from"
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
              + " the others are history that tells what the schema is.")
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
      names = "--schema",
      paramLabel = "<file>",
      order = 6,
      description =
          "A script that makes the schema before the first migration, as pg_dump --schema-only"
              + " writes it. Default: change.schema of the configuration.")
  private Optional<Path> schema = Optional.empty();

  @Option(
      names = "--server-major",
      paramLabel = "14-18",
      order = 7,
      description =
          "The major of PostgreSQL the migrations will run on. Default: change.server-major of the"
              + " configuration, else 18.")
  private Optional<Integer> major = Optional.empty();

  @Option(
      names = "--target",
      paramLabel = "<name|url>",
      order = 8,
      description =
          "The server the migrations will run on: its major, its schema (by pg_dump, unless --schema"
              + " is given) and the size and traffic of its tables are taken from there. A name from"
              + " the configuration, or postgresql://user@host:port/database. Nothing is changed at"
              + " it.")
  private Optional<String> target = Optional.empty();

  @Mixin private ConfigurationOption configuration = new ConfigurationOption();

  private @Nullable ChangeSettings settings;

  /// What the configuration says of migrations; nothing where there is none.
  ChangeSettings settings() {
    ChangeSettings known = settings;
    if (known == null) {
      known = configuration.loadIfPresent().map(Configuration::change).orElse(ChangeSettings.NONE);
      settings = known;
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
    return new SourceRequest(
        folder,
        asked,
        tool.or(settings()::tool).map(text -> named("tool", text, Tool.values())),
        transaction.map(text -> named("transaction", text, TransactionMode.values())),
        include,
        exclude,
        gitRange);
  }

  /// The script that was named, if one was.
  Optional<Script> schema() {
    return schema.or(settings()::schema).map(SchemaFile::read);
  }

  Optional<Target> target() {
    return target.map(configuration::target);
  }

  /// What the target's own `pg_dump` says of its schema, where no script was named.
  Optional<SchemaDump> dump() {
    return schema.isPresent()
        ? Optional.empty()
        : target().map(Target::connection).map(SchemaDump::of);
  }

  Optional<Path> configuredBaseline() {
    return settings().baseline();
  }

  /// The major that the command line or the configuration names.
  Optional<Integer> namedMajor() {
    Optional<Integer> named = major.or(settings()::serverMajor);
    if (named.filter(each -> each < 14 || each > 18).isPresent()) {
      throw Fault.of(CommandError.OPTION_INVALID, "PostgreSQL " + named.get() + " is not supported")
          .hint("Ballast knows 14, 15, 16, 17 and 18.");
    }
    return named;
  }

  /// @param dump of the target, where it was asked
  LintOptions lintOptions(Optional<SchemaDump> dump) {
    int assumed =
        namedMajor().or(() -> dump.map(each -> each.version().major())).orElse(DEFAULT_MAJOR);
    Workload workload =
        target()
            .<Workload>map(each -> LiveWorkload.of(each.connection(), each.name()))
            .orElseGet(() -> workload(settings().tables()));
    return new LintOptions(assumed, workload, severities());
  }

  private Map<String, Optional<Severity>> severities() {
    List<String> known = AllRules.catalogue().rules().stream().map(rule -> rule.id()).toList();
    for (String rule : settings().severities().keySet()) {
      if (!known.contains(rule)) {
        throw Fault.of(
                CommandError.RULE_UNKNOWN, "change.severities names no rule of Ballast: " + rule)
            .hint(
                Nearest.to(rule, known)
                    .map(near -> "Did you mean " + near + "?")
                    .orElse("`ballast change rules` lists them."));
      }
    }
    return settings().severities();
  }

  private static Workload workload(List<TableHint> hints) {
    if (hints.isEmpty()) {
      return Workload.UNKNOWN;
    }
    Map<String, TableHint> byName =
        hints.stream()
            .collect(
                Collectors.toMap(
                    hint -> qualified(hint.name()), Function.identity(), (one, other) -> other));
    return new HintedWorkload(byName);
  }

  private static String qualified(String name) {
    return name.contains(".") ? name : "public." + name;
  }

  /// What the configuration's `change.tables` says.
  private record HintedWorkload(Map<String, TableHint> byName) implements Workload {
    @Override
    public OptionalLong rows(QualifiedName table) {
      return hint(table).map(TableHint::rows).orElse(OptionalLong.empty());
    }

    @Override
    public OptionalLong bytes(QualifiedName table) {
      return hint(table).map(TableHint::bytes).orElse(OptionalLong.empty());
    }

    @Override
    public OptionalLong statementsPerSecond(QualifiedName table) {
      return hint(table).map(TableHint::statementsPerSecond).orElse(OptionalLong.empty());
    }

    @Override
    public Optional<String> source() {
      return Optional.of("ballast.yaml");
    }

    private Optional<TableHint> hint(QualifiedName table) {
      String schema = table.schema().orElse("public");
      return Optional.ofNullable(byName.get(schema + "." + table.name()));
    }
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
