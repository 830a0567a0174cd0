package dev.ballast.change.rehearse;

import static java.util.Objects.requireNonNull;

import dev.ballast.change.course.RehearsalCourse;
import dev.ballast.change.forecast.StatementForecast;
import dev.ballast.evidence.Verdict;
import dev.ballast.lab.clone.CloneRecord;
import dev.ballast.migrations.SourceProblem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a rehearsal has to say.
///
/// @param headline all of it in one sentence
/// @param derived the ways back that Ballast derived for scripts that have none
/// @param forecast of each statement of the way forwards in production; empty where none was wanted
/// @param policy every rule and its verdict
/// @param setting on what it ran
/// @param notes what a reader must know of it
/// @param course how it went over time; empty on a twin, where times say nothing
public record RehearsalResult(
    String headline,
    Measured measured,
    RollbackProof rollback,
    List<DerivedRollback> derived,
    List<StatementForecast> forecast,
    List<PolicyFinding> policy,
    Setting setting,
    List<SourceProblem> problems,
    List<String> notes,
    Optional<RehearsalCourse> course) {
  public RehearsalResult {
    requireNonNull(headline, "headline is null");
    requireNonNull(measured, "measured is null");
    requireNonNull(rollback, "rollback is null");
    derived = List.copyOf(derived);
    forecast = List.copyOf(forecast);
    policy = List.copyOf(policy);
    requireNonNull(setting, "setting is null");
    problems = List.copyOf(problems);
    notes = List.copyOf(notes);
    requireNonNull(course, "course is null");
  }

  /// On what a rehearsal ran.
  ///
  /// @param base the clone, copies of which it ran on
  /// @param server the version of PostgreSQL
  /// @param isolation what stood between the change and this machine
  /// @param role whom the statements ran as
  public record Setting(
      CloneRecord base,
      String server,
      String isolation,
      String database,
      String role,
      Instant startedAt,
      Instant endedAt) {
    public Setting {
      requireNonNull(base, "base is null");
      requireNonNull(server, "server is null");
      requireNonNull(isolation, "isolation is null");
      requireNonNull(database, "database is null");
      requireNonNull(role, "role is null");
      requireNonNull(startedAt, "startedAt is null");
      requireNonNull(endedAt, "endedAt is null");
    }

    Setting endedAt(Instant moment) {
      return new Setting(base, server, isolation, database, role, startedAt, moment);
    }
  }

  /// The verdict of the whole: refuted where a rule is broken.
  public Verdict verdict() {
    return policy.stream().map(PolicyFinding::verdict).reduce(Verdict.proved(), Verdict::and);
  }
}
