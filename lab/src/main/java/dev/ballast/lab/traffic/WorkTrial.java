package dev.ballast.lab.traffic;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.jdbc.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// Runs works once, in transactions that are rolled back: which statements a server still
/// understands. For one thread.
public final class WorkTrial {
  private final Session session;
  private final WorkSession work;

  public WorkTrial(Session session, Clock clock) {
    this.session = session;
    this.work = new WorkSession(session, clock, new TrafficLog(1, 0), 0);
  }

  /// A work that failed.
  ///
  /// @param error the SQLSTATE, or the code of Ballast's own error where there was none
  /// @param message of the server
  public record Failure(String work, String error, String message) {}

  /// Those of a mix that fail.
  public List<Failure> failures(TrafficMix mix) {
    List<Failure> failures = new ArrayList<>();
    for (WeightedWork each : mix.works()) {
      run(each.work(), 1).ifPresent(failures::add);
    }
    return List.copyOf(failures);
  }

  /// Runs a work several times with other values; its last failure, where every run failed.
  public Optional<Failure> run(Work tried, int times) {
    Optional<Failure> failure = Optional.empty();
    for (int time = 0; time < times; time++) {
      failure = attempt(tried, time);
      if (failure.isEmpty()) {
        return failure;
      }
    }
    return failure;
  }

  private Optional<Failure> attempt(Work tried, int seed) {
    session.execute("BEGIN");
    try {
      tried.perform(work, new SplittableRandom(seed));
      return Optional.empty();
    } catch (Fault e) {
      CommonError.rethrowInterrupt(e);
      return Optional.of(new Failure(tried.name(), WorkSession.reason(e), e.getMessage()));
    } finally {
      if (!session.hasEnded() && session.holdsTransaction()) {
        session.execute("ROLLBACK");
      }
    }
  }
}
