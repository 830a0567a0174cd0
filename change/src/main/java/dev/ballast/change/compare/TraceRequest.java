package dev.ballast.change.compare;

import static java.util.Objects.requireNonNull;

import dev.ballast.change.live.Destination;
import dev.ballast.change.trace.TraceOptions;
import dev.ballast.migrations.SourceRequest;
import dev.ballast.sql.script.Script;
import java.util.Optional;

/// What is to be traced, and on what.
///
/// @param schema makes the schema before the first migration
/// @param destination where the migrations will run: the scratch server is of its major, and its
///     own schema, where it is asked, is loaded too and holds the history already
/// @param down whether each judged migration's way back is run too, newest first, after all went
///     forwards
public record TraceRequest(
    SourceRequest sources,
    Optional<Script> schema,
    Destination destination,
    boolean down,
    TraceOptions options) {
  public TraceRequest {
    requireNonNull(sources, "sources is null");
    requireNonNull(schema, "schema is null");
    requireNonNull(destination, "destination is null");
    requireNonNull(options, "options is null");
  }
}
