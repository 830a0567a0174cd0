package dev.ballast.migrations.file;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Finds the whole schema among migrations: `structure.sql` of Rails and Ecto, `schema.sql` of
/// dbmate and others, what `pg_dump` wrote. Tools write it after the last migration and do not run
/// it as one.
public final class SchemaSnapshots {
  private static final Pattern NAME =
      Pattern.compile(
          "(?:schema|structure|\\w+_structure|schema[_-]dump|(?:pgsql|postgres(?:ql)?)-schema)\\.sql",
          Pattern.CASE_INSENSITIVE);

  /// The beginning of a dump, and what is left of it where a tool takes the comments away.
  private static final List<String> DUMP =
      List.of(
          "-- PostgreSQL database dump", "SELECT pg_catalog.set_config('search_path', '', false);");

  private static final int HEAD_CHARS = 1000;
  private static final Pattern NUMBERED = Pattern.compile("[0-9].*|[VUBR][0-9._]*__.*");
  private static final Pattern FOLDER_A_MIGRATION =
      Pattern.compile(".+/(?:up|down|migration)\\.sql");
  private static final List<Companion> LISTS =
      List.of(
          Companion.PROGRAM,
          Companion.SQITCH_PLAN,
          Companion.DRIZZLE_JOURNAL,
          Companion.LIQUIBASE_CHANGELOG,
          Companion.PGROLL_MIGRATION);

  private SchemaSnapshots() {}

  /// The files without those that hold a whole schema, which are reported.
  public static List<SourceFile> apart(SourceSet sources, SourceProblems problems) {
    List<SourceFile> snapshots = of(sources);
    snapshots.forEach(file -> report(file, problems));
    List<SourceFile> migrations = new ArrayList<>(sources.files());
    migrations.removeAll(snapshots);
    return migrations;
  }

  /// The files that hold a whole schema beside migrations.
  public static List<SourceFile> of(SourceSet sources) {
    boolean besideMigrations =
        LISTS.stream().anyMatch(list -> !sources.companions(list).isEmpty())
            || sources.files().stream().anyMatch(SchemaSnapshots::isMigration);
    return besideMigrations
        ? sources.files().stream().filter(SchemaSnapshots::isOne).toList()
        : List.of();
  }

  /// Whether a file that was not requested itself, and whose name is that of no migration, holds a
  /// whole schema.
  static boolean isOne(SourceFile file) {
    return !file.found().asked()
        && !file.isStandardInput()
        && !isMigration(file)
        && (NAME.matcher(file.fileName()).matches() || isDump(file));
  }

  public static void report(SourceFile file, SourceProblems problems) {
    problems.info(
        "schema-snapshot",
        file.name(),
        0,
        "it is a snapshot of the whole schema beside migrations, so it was not read as one of"
            + " them",
        "Where it is the schema before the first migration that is checked, name it with"
            + " --schema.");
  }

  private static boolean isDump(SourceFile file) {
    String text = file.text().text();
    String head = text.substring(0, Math.min(text.length(), HEAD_CHARS));
    return DUMP.stream().anyMatch(head::contains);
  }

  private static boolean isMigration(SourceFile file) {
    return Stream.of(file.relative(), file.fileName())
            .anyMatch(name -> NUMBERED.matcher(name).matches())
        || FOLDER_A_MIGRATION.matcher(file.relative()).matches();
  }
}
