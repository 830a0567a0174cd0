package dev.ballast.change.rehearse;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import java.time.Duration;
import java.util.Optional;

/// Looks at how much of the disk a database takes, again and again, on a thread of its own, and
/// when a statement is done whose transaction is still open: then there are old files and new ones.
final class DiskWatch implements AutoCloseable {
  /// A look reads the size of every file of the database.
  private static final Duration INTERVAL = Duration.ofMillis(100);

  private final Session keeper;
  private final Clock clock;
  private final Thread thread;
  private final Use before;
  private volatile boolean stopped;
  private volatile Optional<Fault> failure = Optional.empty();
  private long mostTogether;
  private long mostTemporary;

  /// Bytes at one moment.
  private record Use(long database, long temporary) {
    long together() {
      return database + temporary;
    }
  }

  private DiskWatch(Session keeper, Clock clock) {
    this.keeper = keeper;
    this.clock = clock;
    this.before = use();
    this.mostTogether = before.together();
    this.thread = Thread.ofPlatform().name("disk watch").unstarted(this::run);
  }

  /// @param keeper a superuser's session of the database, which the watch closes
  static DiskWatch start(Session keeper, Clock clock) {
    DiskWatch watch = new DiskWatch(keeper, clock);
    watch.thread.start();
    return watch;
  }

  private void run() {
    try {
      while (!stopped) {
        look();
        clock.pause(INTERVAL);
      }
    } catch (Fault fault) {
      CommonError.keepInterrupt(fault);
      failure = Optional.of(fault);
    }
  }

  /// One look, now. Between two looks files may come and go.
  synchronized void look() {
    note(use());
  }

  private void note(Use now) {
    mostTogether = Math.max(mostTogether, now.together());
    mostTemporary = Math.max(mostTemporary, now.temporary());
  }

  private Use use() {
    return keeper.one(
        SqlResource.load(DiskWatch.class, "use", keeper.version()),
        row -> new Use(row.number("database"), row.number("temporary")));
  }

  /// Ends the looking, and returns what it has seen; throws what ended it early.
  DiskUse end() {
    stop();
    failure.ifPresent(
        fault -> {
          throw fault;
        });
    Use after = use();
    note(after);
    return new DiskUse(
        Math.max(0, mostTogether - before.together()),
        mostTemporary,
        after.database() - before.database());
  }

  private void stop() {
    stopped = true;
    boolean interrupted = Thread.interrupted();
    try {
      thread.join();
    } catch (InterruptedException e) {
      interrupted = true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    stop();
    keeper.close();
  }
}
