package dev.ballast.migrations.source;

import static java.util.stream.Collectors.toList;

import dev.ballast.evidence.Fault;
import dev.ballast.migrations.Migration;
import dev.ballast.migrations.MigrationSet;
import dev.ballast.migrations.MigrationsError;
import dev.ballast.migrations.SourceProblem;
import dev.ballast.migrations.SourceRequest;
import dev.ballast.migrations.Tool;
import dev.ballast.migrations.file.Companion;
import dev.ballast.migrations.file.FileSearch;
import dev.ballast.migrations.file.FoundFile;
import dev.ballast.migrations.file.SourceFile;
import dev.ballast.migrations.file.SourceProblems;
import dev.ballast.migrations.file.SourceSet;
import dev.ballast.migrations.file.TextFiles;
import dev.ballast.migrations.flyway.FlywayConfiguration;
import dev.ballast.migrations.flyway.FlywaySettings;
import dev.ballast.migrations.liquibase.LiquibaseReader;
import dev.ballast.migrations.pgroll.PgrollReader;
import dev.ballast.migrations.sqitch.SqitchConfiguration;
import dev.ballast.migrations.sqitch.SqitchReader;
import dev.ballast.migrations.tool.AtlasReader;
import dev.ballast.migrations.tool.CargoReader;
import dev.ballast.migrations.tool.DbmateReader;
import dev.ballast.migrations.tool.DieselReader;
import dev.ballast.migrations.tool.DrizzleReader;
import dev.ballast.migrations.tool.FlywayReader;
import dev.ballast.migrations.tool.GolangMigrateReader;
import dev.ballast.migrations.tool.GooseReader;
import dev.ballast.migrations.tool.MarkedReader;
import dev.ballast.migrations.tool.OrmScriptReader;
import dev.ballast.migrations.tool.PlainReader;
import dev.ballast.migrations.tool.PopReader;
import dev.ballast.migrations.tool.PrismaReader;
import dev.ballast.migrations.tool.SqlMigrateReader;
import dev.ballast.migrations.tool.SupabaseReader;
import dev.ballast.migrations.tool.ToolDetection;
import dev.ballast.migrations.tool.ToolReader;
import dev.ballast.sql.script.ScriptPart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads migrations as the tool that keeps them would: which, in which order, in which
/// transactions.
///
/// What is wrong with one file is a [SourceProblem] and hides no other file. A [Fault] is raised
/// only where nothing at all can be read, and where the request itself cannot be understood.
public final class MigrationSources {
  /// What says which migrations run.
  private static final Set<Companion> LISTS =
      EnumSet.of(
          Companion.LIQUIBASE_CHANGELOG,
          Companion.DRIZZLE_JOURNAL,
          Companion.SQITCH_PLAN,
          Companion.PGROLL_MIGRATION);

  private final SourceRequest request;
  private final SourceProblems problems = new SourceProblems();
  private final TextFiles texts = new TextFiles(problems);
  private final FileSearch search;

  private MigrationSources(SourceRequest request) {
    this.request = request;
    this.search = new FileSearch(request, problems, texts);
  }

  /// What a request finds, where standard input is not requested.
  public static MigrationSet read(SourceRequest request) {
    return read(request, InputStream.nullInputStream());
  }

  /// What a request finds.
  ///
  /// @param standardInput read to its end where the request has `-` among its paths; not closed
  public static MigrationSet read(SourceRequest request, InputStream standardInput) {
    return new MigrationSources(request).read(standardInput);
  }

  private MigrationSet read(InputStream standardInput) {
    List<SourceFile> files = new ArrayList<>();
    for (String path : request.paths()) {
      if (path.equals(SourceRequest.STANDARD_INPUT)) {
        standardInput(standardInput).ifPresent(files::add);
      } else {
        search.add(path);
      }
    }
    boolean mayBeFlyway = request.tool().filter(tool -> tool != Tool.FLYWAY).isEmpty();
    FlywaySettings flyway =
        mayBeFlyway
            ? FlywayConfiguration.read(search.configurations(), texts, problems)
            : FlywaySettings.DEFAULT;
    List<String> extensions =
        search.companions().getOrDefault(Companion.SQITCH_PLAN, List.of()).stream()
            .map(plan -> "." + SqitchConfiguration.of(plan, texts).extension())
            .toList();
    search.end(
        name -> flyway.names().hasSuffix(name) || extensions.stream().anyMatch(name::endsWith));
    for (FoundFile found : search.sql()) {
      texts
          .read(found.path(), found.name(), flyway.encoding())
          .map(text -> SourceFile.of(found, text, request.values()))
          .ifPresent(files::add);
    }
    SourceSet sources =
        new SourceSet(
            files,
            search.companions(),
            texts,
            request.transaction(),
            search.roots(),
            request.values());
    programs(sources.companions(Companion.PROGRAM));
    if (files.isEmpty() && LISTS.stream().allMatch(kind -> sources.companions(kind).isEmpty())) {
      throw nothing();
    }
    Tool tool = request.tool().orElseGet(() -> ToolDetection.detect(sources, flyway, problems));
    List<Migration> migrations = reader(tool, flyway).read(sources, problems);
    NotRead notRead = new NotRead(sources, problems);
    notRead.lists(tool);
    notRead.others(search.others());
    empty(tool, migrations);
    // Alembic writes the way back of many migrations to a script of its own.
    if (tool != Tool.ALEMBIC) {
      downMissing(migrations);
    }
    List<Migration> judged =
        request
            .gitRange()
            .map(
                range ->
                    new ChangedMigrations(range, read(sources), request.workingFolder())
                        .of(migrations, askedPaths()))
            .orElse(migrations);
    return new MigrationSet(tool, judged, problems.all());
  }

  /// All files that migrations can be in.
  private static List<FoundFile> read(SourceSet sources) {
    return Stream.concat(
            sources.files().stream().map(SourceFile::found),
            LISTS.stream().flatMap(kind -> sources.companions(kind).stream()))
        .toList();
  }

  private List<Path> askedPaths() {
    return request.paths().stream()
        .filter(path -> !path.equals(SourceRequest.STANDARD_INPUT))
        .map(path -> request.workingFolder().resolve(path).toAbsolutePath().normalize())
        .filter(Files::exists)
        .toList();
  }

  private Optional<SourceFile> standardInput(InputStream in) {
    String name = SourceRequest.STANDARD_INPUT;
    try {
      return texts.read(in, name).map(text -> SourceFile.standardInput(text, request.values()));
    } catch (IOException e) {
      texts.unreadable(name, e);
      return Optional.empty();
    }
  }

  private Fault nothing() {
    List<SourceProblem> told = problems.all();
    Optional<SourceProblem> unreadable =
        told.stream().filter(problem -> problem.id().startsWith("file")).findFirst();
    if (unreadable.isPresent()) {
      return Fault.of(MigrationsError.MIGRATIONS_UNREADABLE, "no file of migrations could be read")
          .detail(unreadable.get().file() + ": " + unreadable.get().message())
          .hint(unreadable.get().hint());
    }
    Fault missing = Fault.of(MigrationsError.MIGRATIONS_MISSING, "there is no migration to read");
    return told.isEmpty()
        ? missing.hint("Name files or folders, or - for standard input.")
        : missing
            .detail(told.getFirst().file() + ": " + told.getFirst().message())
            .hint(told.getFirst().hint());
  }

  private static ToolReader reader(Tool tool, FlywaySettings flyway) {
    return switch (tool) {
      case PLAIN_SQL -> new PlainReader();
      case FLYWAY -> new FlywayReader(flyway);
      case LIQUIBASE -> new LiquibaseReader();
      case SQITCH -> new SqitchReader();
      case DBMATE -> new DbmateReader();
      case GOOSE -> new GooseReader();
      case SQL_MIGRATE -> new SqlMigrateReader();
      case GOLANG_MIGRATE -> new GolangMigrateReader();
      case POP -> new PopReader();
      case DIESEL -> new DieselReader();
      case PRISMA -> new PrismaReader();
      case DRIZZLE -> new DrizzleReader();
      case SUPABASE -> new SupabaseReader();
      case ATLAS -> new AtlasReader();
      case SQLX, REFINERY -> new CargoReader(tool);
      case ALEMBIC, EF_CORE -> new OrmScriptReader(tool);
      case PGROLL -> new PgrollReader();
      case NODE_PG_MIGRATE, MYBATIS, EVOLUTIONS, TERN -> new MarkedReader(tool);
    };
  }

  /// Reported once per folder and language: what they do is not known.
  private void programs(List<FoundFile> programs) {
    Map<String, List<FoundFile>> alike =
        programs.stream()
            .collect(Collectors.groupingBy(MigrationSources::alike, TreeMap::new, toList()));
    for (List<FoundFile> group : alike.values()) {
      FoundFile first = group.getFirst();
      problems.warning(
          "program-not-read",
          first.name(),
          0,
          group.size() == 1
              ? "it is a migration that is a program, so what it does is not known"
              : "it and %d more beside it are migrations that are programs, so what they do is not known"
                  .formatted(group.size() - 1),
          "Have the tool write the SQL that it would run, and check that, or leave the files out"
              + " with an exclude pattern.");
    }
  }

  private static String alike(FoundFile program) {
    String name = program.name();
    return name.substring(0, name.lastIndexOf('/') + 1) + name.substring(name.lastIndexOf('.'));
  }

  private void empty(Tool tool, List<Migration> migrations) {
    for (Migration migration : migrations) {
      List<ScriptPart> parts = migration.up().script().parts();
      // Liquibase's changesets are reported with their lines when they are read.
      boolean backOnly = migration.down().isPresent() && tool == Tool.ALEMBIC;
      if (parts.isEmpty() && tool != Tool.LIQUIBASE && !backOnly) {
        problems.warning(
            "file-empty",
            migration.up().file(),
            0,
            "it holds no statement",
            "Remove it, or write what it must do.");
      }
    }
  }

  /// Reported only where others of the set have a way back: else nobody keeps any.
  private void downMissing(List<Migration> migrations) {
    if (migrations.stream().noneMatch(migration -> migration.down().isPresent())) {
      return;
    }
    for (Migration migration : migrations) {
      if (migration.kind() == Migration.Kind.VERSIONED
          && migration.down().isEmpty()
          && migration.withoutDown() instanceof Migration.WithoutDown.Missing(int line)) {
        problems.info(
            "down-missing",
            migration.up().file(),
            line,
            "nothing says how " + named(migration) + " is taken back, as others do",
            "Add it, so that a failed rollout has a way back.");
      }
    }
  }

  private static String named(Migration migration) {
    return migration.version().isEmpty() ? migration.title() : migration.version();
  }
}
