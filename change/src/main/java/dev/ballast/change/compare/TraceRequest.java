package dev.ballast.change.compare;

import static java.util.Objects.requireNonNull;

import dev.ballast.change.source.SourceRequest;
import dev.ballast.change.trace.SchemaDump;
import dev.ballast.change.trace.TraceOptions;
import dev.ballast.postgres.sql.script.Script;
import java.util.Optional;

/// What is to be traced, and on what.
///
/// @param schema makes the schema before the first migration
/// @param dump the target's own schema, loaded in place of `schema`; it holds the history already
/// @param major of the scratch server, 14 to 18
/// @param down whether each judged migration's way back is run too, newest first, after all went
///     forwards
public record TraceRequest(
    SourceRequest sources,
    Optional<Script> schema,
    Optional<SchemaDump> dump,
    int major,
    boolean down,
    TraceOptions options) {
  public TraceRequest {
    requireNonNull(sources, "sources is null");
    requireNonNull(schema, "schema is null");
    requireNonNull(dump, "dump is null");
    requireNonNull(options, "options is null");
  }
}
