package dev.ballast.change.check;

import static java.util.Objects.requireNonNull;

import dev.ballast.change.lint.LintOptions;
import dev.ballast.change.source.SourceRequest;
import dev.ballast.change.trace.SchemaDump;
import dev.ballast.postgres.sql.script.Script;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;

/// What is to be checked, and against what.
///
/// @param schema a script that makes the schema before the first migration, such as
///     `pg_dump --schema-only` writes
/// @param dump the target's own schema, which holds the history already
/// @param baseline a file of findings that were there before
/// @param today the day that suppressions expire against
public record CheckRequest(
    SourceRequest sources,
    Optional<Script> schema,
    Optional<SchemaDump> dump,
    LintOptions options,
    Optional<Path> baseline,
    LocalDate today) {
  public CheckRequest {
    requireNonNull(sources, "sources is null");
    requireNonNull(schema, "schema is null");
    requireNonNull(dump, "dump is null");
    requireNonNull(options, "options is null");
    requireNonNull(baseline, "baseline is null");
    requireNonNull(today, "today is null");
  }
}
