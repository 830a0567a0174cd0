package dev.ballast.migrations.tool;

import dev.ballast.migrations.Tool;
import dev.ballast.migrations.file.Companion;
import dev.ballast.migrations.file.FoundFile;
import dev.ballast.migrations.file.SchemaSnapshots;
import dev.ballast.migrations.file.SourceFile;
import dev.ballast.migrations.file.SourceProblems;
import dev.ballast.migrations.file.SourceSet;
import dev.ballast.migrations.flyway.FlywaySettings;
import dev.ballast.sql.script.SourceText;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Finds out whose conventions files follow: by a plan or journal, else by headers in them, else
/// by their names.
public final class ToolDetection {
  private static final Pattern LIQUIBASE =
      Pattern.compile("\\A\\uFEFF?\\s*--\\s*liquibase\\s*formatted", Pattern.CASE_INSENSITIVE);
  private static final Pattern GOOSE = Pattern.compile("(?m)^--\\s*\\+goose\\s");
  private static final Pattern SQL_MIGRATE = Pattern.compile("(?m)^-- \\+migrate\\s");
  private static final Pattern DBMATE = Pattern.compile("(?m)^--\\s*migrate:(up|down)\\b");

  /// Headers stand at the beginning; no need to search a dump for them.
  private static final int HEADER_CHARS = 64 << 10;

  private ToolDetection() {}

  /// The tool of most files; plain SQL where no file shows another. Reported where there are
  /// several.
  public static Tool detect(SourceSet sources, FlywaySettings flyway, SourceProblems problems) {
    List<SourceFile> files = new ArrayList<>(sources.files());
    files.removeAll(SchemaSnapshots.of(sources));
    if (!sources.companions(Companion.SQITCH_PLAN).isEmpty()) {
      return Tool.SQITCH;
    }
    if (!sources.companions(Companion.DRIZZLE_JOURNAL).isEmpty()) {
      return Tool.DRIZZLE;
    }
    Map<Tool, SourceFile> first = new EnumMap<>(Tool.class);
    Map<Tool, Integer> counts = new EnumMap<>(Tool.class);
    boolean oneFolder = GolangMigrateReader.inOneFolder(files);
    boolean pop = files.stream().anyMatch(file -> PopReader.marks(file, sources));
    for (SourceFile file : files) {
      Tool tool = detect(file, sources, flyway, oneFolder, pop);
      if (tool != Tool.PLAIN_SQL) {
        first.putIfAbsent(tool, file);
        counts.merge(tool, 1, Integer::sum);
      }
    }
    Tool most = Tool.PLAIN_SQL;
    for (Map.Entry<Tool, Integer> entry : counts.entrySet()) {
      most = entry.getValue() > counts.getOrDefault(most, 0) ? entry.getKey() : most;
    }
    List<FoundFile> changelogs = sources.companions(Companion.LIQUIBASE_CHANGELOG);
    if (!changelogs.isEmpty()) {
      if (most == Tool.PLAIN_SQL) {
        return Tool.LIQUIBASE;
      }
      if (most != Tool.LIQUIBASE) {
        problems.warning(
            "tools-mixed",
            changelogs.getFirst().name(),
            0,
            "it is a changelog of Liquibase among files of " + most.title() + "; it was not read",
            "Check one folder at a time, or say which tool it is.");
      }
    }
    List<FoundFile> pgroll = sources.companions(Companion.PGROLL_MIGRATION);
    if (!pgroll.isEmpty()) {
      if (most == Tool.PLAIN_SQL) {
        return Tool.PGROLL;
      }
      problems.warning(
          "tools-mixed",
          pgroll.getFirst().name(),
          0,
          "it is a migration of pgroll among files of " + most.title() + "; it was not read",
          "Check one folder at a time, or say which tool it is.");
    }
    for (Map.Entry<Tool, SourceFile> other : first.entrySet()) {
      if (other.getKey() != most) {
        problems.warning(
            "tools-mixed",
            other.getValue().name(),
            0,
            "%d files look like %s and %d like %s, this one among them; all were read as %s"
                .formatted(
                    counts.getOrDefault(most, 0),
                    most.title(),
                    counts.getOrDefault(other.getKey(), 0),
                    other.getKey().title(),
                    most.title()),
            "Check one folder at a time, or say which tool it is.");
      }
    }
    assumed(most, first, sources, problems);
    return most;
  }

  /// Reports where another tool would name the files alike.
  private static void assumed(
      Tool tool, Map<Tool, SourceFile> first, SourceSet sources, SourceProblems problems) {
    SourceFile file = first.get(tool);
    Optional<String> others = ToolEvidence.missing(tool, sources);
    if (file != null && others.isPresent()) {
      problems.info(
          "tool-assumed",
          file.name(),
          0,
          "nothing but the names of files says that they are of %s; those of %s look the same"
              .formatted(tool.title(), others.get()),
          "Say which tool it is with --tool.");
    }
  }

  private static Tool detect(
      SourceFile file, SourceSet sources, FlywaySettings flyway, boolean oneFolder, boolean pop) {
    String head = head(file.text());
    if (LIQUIBASE.matcher(head).find()) {
      return Tool.LIQUIBASE;
    }
    if (head.contains("+goose") && GOOSE.matcher(head).find()) {
      return Tool.GOOSE;
    }
    if (head.contains("+migrate") && SQL_MIGRATE.matcher(head).find()) {
      return Tool.SQL_MIGRATE;
    }
    if (head.contains("migrate:") && DBMATE.matcher(head).find()) {
      return Tool.DBMATE;
    }
    Optional<Tool> other = marked(file, head).or(() -> CargoReader.takes(file, sources));
    if (other.isPresent()) {
      return other.get();
    }
    if (FlywayReader.takes(file.fileName(), flyway)) {
      return Tool.FLYWAY;
    }
    if (DrizzleReader.takes(file, sources)) {
      return Tool.DRIZZLE;
    }
    if (PrismaReader.takes(file)) {
      return Tool.PRISMA;
    }
    if (DieselReader.takes(file)) {
      return Tool.DIESEL;
    }
    if (pop && PopReader.takes(file.fileName())) {
      return Tool.POP;
    }
    if (oneFolder && GolangMigrateReader.takes(file.fileName())) {
      return Tool.GOLANG_MIGRATE;
    }
    Optional<Tool> writer = OrmScriptReader.wrote(head);
    if (writer.isPresent()) {
      return writer.get();
    }
    // Atlas keeps its sums also beside files of other tools.
    return AtlasReader.takes(file, sources) ? Tool.ATLAS : Tool.PLAIN_SQL;
  }

  private static Optional<Tool> marked(SourceFile file, String head) {
    return SupabaseReader.takes(file) ? Optional.of(Tool.SUPABASE) : Marks.in(file, head);
  }

  private static String head(SourceText text) {
    return text.text().substring(0, Math.min(text.text().length(), HEADER_CHARS));
  }
}
