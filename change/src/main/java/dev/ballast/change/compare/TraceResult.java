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
/// @param remarks what of the target could not be read, and the grants that help
/// @param loadProblems what of the schema and of the history could not be loaded, so that the
///     scratch server differs from the target
/// @param madeUpRoles roles that scripts name and nothing made; they have no attributes
/// @param scripts those that were run
/// @param notRun those that were not, in the order in which they would have been
public record TraceResult(
    ServerVersion server,
    Isolation isolation,
    List<String> remarks,
    List<LoadProblem> loadProblems,
    List<String> madeUpRoles,
    List<TracedScript> scripts,
    List<UntracedScript> notRun,
    List<SourceProblem> problems) {
  public TraceResult {
    requireNonNull(server, "server is null");
    requireNonNull(isolation, "isolation is null");
    remarks = List.copyOf(remarks);
    loadProblems = List.copyOf(loadProblems);
    madeUpRoles = List.copyOf(madeUpRoles);
    scripts = List.copyOf(scripts);
    notRun = List.copyOf(notRun);
    problems = List.copyOf(problems);
  }
}
