package dev.ballast.change.rehearse;

import dev.ballast.evidence.Clock;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import java.time.Duration;

/// Looks at how much of the disk a database takes, again and again, on a thread of its own, and
/// when a statement is done whose transaction is still open: then there are old files and new ones.
final class DiskWatch implements AutoCloseable {
  /// A look reads the size of every file of the database.
  private static final Duration INTERVAL = Duration.ofMillis(100);

  private final Session keeper;
  private final RepeatedLook looking;
  private final Use before;
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
    this.before = use();
    this.mostTogether = before.together();
    this.looking = RepeatedLook.start("disk watch", this::look, INTERVAL, clock);
  }

  /// @param keeper a superuser's session of the database, which the watch closes
  static DiskWatch start(Session keeper, Clock clock) {
    return new DiskWatch(keeper, clock);
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
    looking.end();
    Use after = use();
    note(after);
    return new DiskUse(
        Math.max(0, mostTogether - before.together()),
        mostTemporary,
        after.database() - before.database());
  }

  @Override
  public void close() {
    looking.close();
    keeper.close();
  }
}
