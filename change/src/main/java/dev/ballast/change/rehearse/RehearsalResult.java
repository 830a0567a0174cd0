package dev.ballast.change.rehearse;

import static java.util.Objects.requireNonNull;

import dev.ballast.lab.clone.CloneRecord;
import dev.ballast.migrations.SourceProblem;
import java.util.List;

/// What a rehearsal has to say.
///
/// @param base the clone, on copies of which it ran
/// @param isolation what stood between the change and this machine
/// @param quiet the scripts without traffic: forwards, back, forwards again
public record RehearsalResult(
    CloneRecord base,
    String isolation,
    String database,
    String role,
    List<RehearsedScript> quiet,
    RollbackProof rollback,
    List<SourceProblem> problems) {
  public RehearsalResult {
    requireNonNull(base, "base is null");
    requireNonNull(isolation, "isolation is null");
    requireNonNull(database, "database is null");
    requireNonNull(role, "role is null");
    quiet = List.copyOf(quiet);
    requireNonNull(rollback, "rollback is null");
    problems = List.copyOf(problems);
  }
}
