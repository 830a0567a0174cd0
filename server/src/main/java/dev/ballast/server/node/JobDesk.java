package dev.ballast.server.node;

import dev.ballast.evidence.Clock;
import dev.ballast.store.database.Store;
import dev.ballast.store.job.Job;
import dev.ballast.store.job.JobRunner;
import dev.ballast.store.node.Membership;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// The node's jobs, which run from the moment on at which the store is there for the first time.
/// Safe for any number of threads.
final class JobDesk implements AutoCloseable {
  private final Store store;
  private final Membership member;
  private final Supplier<List<Job>> jobs;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private Optional<JobRunner> runner = Optional.empty();

  /// @param member this node's place among those that share the store
  JobDesk(Store store, Membership member, Supplier<List<Job>> jobs, Clock clock) {
    this.store = store;
    this.member = member;
    this.jobs = jobs;
    this.clock = clock;
  }

  /// Begins to look at the jobs, where it has not begun and the store is there.
  void begin() {
    lock.lock();
    try {
      if (runner.isEmpty() && store.away().isEmpty()) {
        member.begin();
        runner = Optional.of(JobRunner.start(store.pool(), member, jobs.get(), clock));
      }
    } finally {
      lock.unlock();
    }
  }

  /// Takes the jobs as they are now. One that runs is interrupted when it does not end by itself
  /// within seconds, and is done again from the start.
  void renew() {
    lock.lock();
    try {
      runner.ifPresent(JobRunner::close);
      runner = Optional.empty();
      begin();
    } finally {
      lock.unlock();
    }
  }

  /// Throws `store-away` while there is no store that has the jobs.
  JobRunner runner() {
    lock.lock();
    try {
      if (runner.isEmpty()) {
        store.pool().lend().close();
        begin();
      }
      return runner.orElseThrow();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      runner.ifPresent(JobRunner::close);
    } finally {
      lock.unlock();
    }
  }
}
