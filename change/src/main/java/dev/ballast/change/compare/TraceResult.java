package dev.ballast.change.compare;

import static java.util.Objects.requireNonNull;

import dev.ballast.change.trace.LoadProblem;
import dev.ballast.migrations.SourceProblem;
import dev.ballast.postgres.ServerVersion;
import dev.ballast.postgres.server.Isolation;
import java.util.List;

/// What a trace has to say.
///
/// @param isolation what stood between the migrations and this machine
/// @param loadProblems what of the schema and of the history could not be loaded, so that the
///     scratch server differs from the target
public record TraceResult(
    ServerVersion server,
    Isolation isolation,
    List<LoadProblem> loadProblems,
    List<TracedScript> scripts,
    List<SourceProblem> problems) {
  public TraceResult {
    requireNonNull(server, "server is null");
    requireNonNull(isolation, "isolation is null");
    loadProblems = List.copyOf(loadProblems);
    scripts = List.copyOf(scripts);
    problems = List.copyOf(problems);
  }
}
