package dev.ballast.change.rehearse;

import static java.util.Objects.requireNonNull;

import dev.ballast.change.ChangeError;
import dev.ballast.change.rehearse.RehearsedScript.Direction;
import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Progress;
import dev.ballast.evidence.Verdict;
import dev.ballast.lab.clone.Clone;
import dev.ballast.lab.clone.RunningClone;
import dev.ballast.migrations.MigrationScript;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Rehearses a change on copies of a clone. One use; for one thread.
public final class Rehearsal {
  private static final String SYSTEMS = "postgres";

  private final Clone clone;
  private final RehearsalRequest request;
  private final Clock clock;
  private final Progress progress;

  private Rehearsal(Clone clone, RehearsalRequest request, Clock clock, Progress progress) {
    this.clone = clone;
    this.request = request;
    this.clock = clock;
    this.progress = progress;
  }

  /// Reads the change, runs it, and concludes. Nothing of a copy stays behind.
  ///
  /// @param standardInput what `-` among the paths stands for
  public static RehearsalResult run(
      Clone clone,
      RehearsalRequest request,
      InputStream standardInput,
      Clock clock,
      Progress progress) {
    requireNonNull(clone, "clone is null");
    PlannedChange change = PlannedChange.of(request.subject(), standardInput);
    change.requireInside();
    return new Rehearsal(clone, request, clock, progress).run(change);
  }

  private RehearsalResult run(PlannedChange change) {
    Instant startedAt = clock.now();
    try (RunningClone running = clone.start(request.confinement(), progress)) {
      String database = database(running);
      String role = role(running, database);
      ScriptPass.Options options =
          new ScriptPass.Options(database, role, request.statementLimit(), true);
      List<RehearsedScript> quiet = new ArrayList<>();
      try (ScriptPass pass = ScriptPass.on(running, options, clock)) {
        thereAndBack(change, pass, quiet);
      }
      Measured measured =
          new Measured(
              quiet, Optional.empty(), Optional.empty(), Optional.empty(), List.of(), List.of(), 0);
      RollbackProof rollback =
          new RollbackProof(Verdict.undecided("nothing was compared"), List.of());
      return new RehearsalResult(
          Headline.of(measured, rollback, request.oneWay()),
          measured,
          rollback,
          PolicyCheck.of(request.policy(), measured, rollback, request.oneWay()),
          new RehearsalResult.Setting(
              running.record(),
              running.version().toString(),
              running.isolation().display(),
              database,
              role,
              startedAt,
              clock.now()),
          change.problems(),
          List.of());
    }
  }

  /// Forwards, back where there is a way back, and forwards again; ends at the first script that
  /// does not reach its end.
  private void thereAndBack(PlannedChange change, ScriptPass pass, List<RehearsedScript> runs) {
    boolean back = change.ups().stream().allMatch(leg -> leg.down().isPresent());
    List<MigrationScript> ups = change.ups().stream().map(PlannedChange.Leg::up).toList();
    if (!all(ups, Direction.UP, pass, runs) || !back) {
      return;
    }
    List<MigrationScript> downs =
        change.ups().reversed().stream().flatMap(leg -> leg.down().stream()).toList();
    if (all(downs, Direction.DOWN, pass, runs)) {
      all(ups, Direction.UP_AGAIN, pass, runs);
    }
  }

  private boolean all(
      List<MigrationScript> scripts,
      Direction direction,
      ScriptPass pass,
      List<RehearsedScript> runs) {
    for (MigrationScript script : scripts) {
      progress.begin(direction + " " + script.file(), 0);
      RehearsedScript run = pass.run(script, direction);
      runs.add(run);
      if (run.stopped().isPresent()) {
        return false;
      }
    }
    return true;
  }

  private String database(RunningClone running) {
    List<String> all = running.databases();
    if (request.database().isPresent()) {
      String named = request.database().get();
      if (!all.contains(named)) {
        throw Fault.of(ChangeError.DATABASE_UNKNOWN, "the clone has no database " + named)
            .detail("it has " + String.join(", ", all));
      }
      return named;
    }
    List<String> own =
        all.stream().filter(name -> !name.equals(SYSTEMS) && !name.startsWith("template")).toList();
    if (own.isEmpty()) {
      return SYSTEMS;
    }
    if (own.size() > 1) {
      throw Fault.of(ChangeError.DATABASE_UNKNOWN, "the clone has several databases")
          .detail("it has " + String.join(", ", own))
          .hint("Name one with --database.");
    }
    return own.getFirst();
  }

  private String role(RunningClone running, String database) {
    Optional<String> named = request.role();
    if (named.isPresent() && !running.hasRole(named.get())) {
      throw Fault.of(ChangeError.ROLE_UNKNOWN, "the clone has no role " + named.get());
    }
    return named.or(() -> running.owner(database)).orElseThrow();
  }
}
