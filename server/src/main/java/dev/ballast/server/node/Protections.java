package dev.ballast.server.node;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.observe.check.Protection;
import dev.ballast.observe.watch.Board;
import dev.ballast.protect.duty.Standing;
import dev.ballast.store.job.JobRun;
import dev.ballast.store.job.JobRunner;
import dev.ballast.store.job.JobState;
import dev.ballast.targets.config.Target;
import dev.ballast.targets.config.VaultDeclaration;
import dev.ballast.targets.config.WalDeclaration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// How the backups of each target stand, looked at again and again, so that who evaluates checks
/// does not wait for a vault. Runs until its thread is interrupted. Safe for any number of threads.
final class Protections implements Runnable {
  private static final Duration LOOK = Duration.ofMinutes(1);

  /// As far back as checks look.
  private static final Duration RECENT = Duration.ofHours(2);

  private final Sources sources;
  private final Clock clock;
  private final Map<String, Protection> known = new ConcurrentHashMap<>();

  /// Where it is known from.
  record Sources(Board board, InForce inForce, Duties duties, Receivers receivers, JobDesk jobs) {
    Sources {
      requireNonNull(board, "board is null");
      requireNonNull(inForce, "inForce is null");
      requireNonNull(duties, "duties is null");
      requireNonNull(receivers, "receivers is null");
      requireNonNull(jobs, "jobs is null");
    }
  }

  Protections(Sources sources, Clock clock) {
    this.sources = sources;
    this.clock = clock;
  }

  Optional<Protection> of(String target) {
    return Optional.ofNullable(known.get(target));
  }

  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      look();
      clock.pause(LOOK);
    }
  }

  private void look() {
    Jobs jobs = jobs();
    // What another node watches is looked at there.
    for (Target target : sources.inForce().get().targets()) {
      if (sources.board().target(target.name()).isPresent()) {
        known.put(target.name(), protection(target, jobs));
      }
    }
  }

  /// The jobs that fail, and what ran lately.
  private record Jobs(
      List<Protection.FailingJob> failing, List<JobRun> recent, Optional<String> unknown) {
    List<Instant> runs(List<String> names) {
      return recent.stream()
          .filter(run -> names.contains(run.job()))
          .map(JobRun::startedAt)
          .toList();
    }
  }

  private Jobs jobs() {
    try {
      JobRunner runner = sources.jobs().runner();
      return new Jobs(
          runner.list().stream()
              .filter(job -> job.failures() > 0)
              .map(job -> failing(runner, job))
              .toList(),
          runner.list().stream()
              .flatMap(job -> runner.runs(job.name()).stream())
              .filter(run -> run.startedAt().isAfter(clock.now().minus(RECENT)))
              .toList(),
          Optional.empty());
    } catch (Fault fault) {
      CommonError.keepInterrupt(fault);
      return new Jobs(List.of(), List.of(), Optional.of(fault.getMessage()));
    }
  }

  private static Protection.FailingJob failing(JobRunner runner, JobState job) {
    return new Protection.FailingJob(
        job.name(),
        job.failures(),
        job.lastSuccess(),
        runner.runs(job.name()).stream()
            .filter(run -> run.result() == JobRun.Result.FAILED)
            .findFirst()
            .map(JobRun::summary)
            .orElse("for an unknown reason"));
  }

  private Protection protection(Target target, Jobs jobs) {
    Optional<VaultDeclaration> vault = sources.duties().vault(target);
    List<Protection.Duty> duties = new ArrayList<>();
    Optional<String> unreadable = Optional.empty();
    if (vault.isPresent()) {
      try {
        sources
            .duties()
            .standings(
                target,
                vault.get(),
                sources.board().target(target.name()),
                sources.receivers().recoveryPoint(target.name()))
            .forEach(standing -> duties.add(duty(standing)));
      } catch (Fault fault) {
        CommonError.keepInterrupt(fault);
        unreadable = Optional.of(fault.getMessage());
      }
    }
    return new Protection(
        vault.map(VaultDeclaration::name),
        target.wal().map(WalDeclaration::also).orElse(List.of()),
        duties,
        unreadable,
        jobs.failing().stream().filter(job -> concerns(job.name(), target, vault)).toList(),
        jobs.unknown(),
        jobs.runs(Duties.backingUp(target)));
  }

  /// Jobs are named after their target or vault; those of the node itself are reported at its first
  /// target.
  private boolean concerns(String job, Target target, Optional<VaultDeclaration> vault) {
    return job.endsWith(" " + target.name())
        || vault.filter(v -> job.equals("check vault " + v.name())).isPresent()
        || (job.startsWith("upkeep ")
            && target.equals(sources.inForce().get().targets().getFirst()));
  }

  private static Protection.Duty duty(Standing standing) {
    Protection.Aim aim =
        switch (standing.objective()) {
          case PROOF_AGE -> Protection.Aim.PROOF_AGE;
          case RECOVERY_POINT -> Protection.Aim.RECOVERY_POINT;
          case RECOVERY_TIME -> Protection.Aim.RECOVERY_TIME;
        };
    return new Protection.Duty(
        aim,
        standing.asked(),
        standing.forecast().or(standing::measured),
        standing.verdict().why().orElse("it was not measured yet"));
  }
}
