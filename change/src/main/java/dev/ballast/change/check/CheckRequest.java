package dev.ballast.change.check;

import static java.util.Objects.requireNonNull;

import dev.ballast.change.live.Destination;
import dev.ballast.evidence.Severity;
import dev.ballast.migrations.SourceRequest;
import dev.ballast.rules.lint.DownScripts;
import dev.ballast.sql.script.Script;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/// What is to be checked, and against what; as somebody asks for it, before any server was asked.
///
/// @param schema a script that makes the schema before the first migration, such as
///     `pg_dump --schema-only` writes
/// @param destination where the migrations will run
/// @param waitsBounded whether the connection of the migrations sets `lock_timeout`, so that their
///     scripts need not
/// @param severities by rule id, over the catalogue's own; empty turns the rule off
/// @param downScripts what is judged of a migration's way back
/// @param acceptances which findings are reported but not counted
/// @param today the day that suppressions expire against
/// @param fix whether the edits that need no judgement are made in the files
public record CheckRequest(
    SourceRequest sources,
    Optional<Script> schema,
    Destination destination,
    boolean waitsBounded,
    Map<String, Optional<Severity>> severities,
    DownScripts downScripts,
    Acceptances acceptances,
    LocalDate today,
    boolean fix) {
  public CheckRequest {
    requireNonNull(sources, "sources is null");
    requireNonNull(schema, "schema is null");
    requireNonNull(destination, "destination is null");
    severities = Map.copyOf(severities);
    requireNonNull(downScripts, "downScripts is null");
    requireNonNull(acceptances, "acceptances is null");
    requireNonNull(today, "today is null");
  }
}
