package dev.ballast.migrations.tool;

import dev.ballast.migrations.Tool;
import dev.ballast.migrations.file.SourceFile;
import dev.ballast.migrations.file.SourceSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What stands around migrations and says whose they are, where several tools name files alike.
final class ToolEvidence {
  private static final Pattern DIESEL = Pattern.compile("(?m)^\\s*\\[?(?:[\\w.-]*\\.)?diesel\\b");
  private static final Pattern DIESELS_OWN = Pattern.compile(".*_diesel_initial_setup");

  private ToolEvidence() {}

  /// The tools whose files look like those of the one that was found, if nothing speaks for it.
  /// Nothing is missing of files that were requested one by one.
  static Optional<String> missing(Tool tool, SourceSet sources) {
    List<SourceFile> files = sources.files();
    if (files.stream().anyMatch(file -> file.isStandardInput() || file.found().asked())) {
      return Optional.empty();
    }
    Optional<String> alike =
        switch (tool) {
          case PRISMA -> Optional.of("Drizzle");
          case DIESEL -> Optional.of("Hasura");
          case GOLANG_MIGRATE -> Optional.of("pop, bun and sqlx");
          case PLAIN_SQL,
              FLYWAY,
              LIQUIBASE,
              SQITCH,
              DBMATE,
              GOOSE,
              SQL_MIGRATE,
              POP,
              DRIZZLE,
              SUPABASE,
              ATLAS,
              SQLX,
              REFINERY,
              NODE_PG_MIGRATE,
              MYBATIS,
              EVOLUTIONS,
              TERN,
              ALEMBIC,
              EF_CORE,
              PGROLL ->
              Optional.empty();
        };
    return alike.filter(others -> files.stream().noneMatch(file -> speaks(tool, file, sources)));
  }

  private static boolean speaks(Tool tool, SourceFile file, SourceSet sources) {
    if (tool == Tool.PRISMA) {
      return sources.isBeside(file, "../migration_lock.toml")
          || sources.around(file, "schema.prisma").isPresent();
    }
    if (tool == Tool.DIESEL) {
      return DIESELS_OWN.matcher(file.folder()).matches()
          || sources.isBeside(file, "metadata.toml")
          || sources.around(file, "diesel.toml").isPresent()
          || sources
              .around(file, "Cargo.toml")
              .filter(manifest -> DIESEL.matcher(manifest.text()).find())
              .isPresent();
    }
    return sources
        .around(file, "go.mod")
        .filter(manifest -> manifest.text().contains("golang-migrate/migrate"))
        .isPresent();
  }
}
