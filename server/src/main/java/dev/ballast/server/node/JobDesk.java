package dev.ballast.server.node;

import dev.ballast.evidence.Clock;
import dev.ballast.store.database.Store;
import dev.ballast.store.job.Job;
import dev.ballast.store.job.JobRunner;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// The node's jobs, which run from the moment on at which the store is there for the first time.
/// Safe for any number of threads.
final class JobDesk implements AutoCloseable {
  private final Store store;
  private final String node;
  private final List<Job> jobs;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private Optional<JobRunner> runner = Optional.empty();

  /// @param node the name of this node, unlike any other's
  JobDesk(Store store, String node, List<Job> jobs, Clock clock) {
    this.store = store;
    this.node = node;
    this.jobs = List.copyOf(jobs);
    this.clock = clock;
  }

  /// Begins to look at the jobs, where it has not begun and the store is there.
  void begin() {
    lock.lock();
    try {
      if (runner.isEmpty() && store.away().isEmpty()) {
        runner = Optional.of(JobRunner.start(store.pool(), node, jobs, clock));
      }
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
