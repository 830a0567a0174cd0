package dev.ballast.observe.usual;

import java.util.Optional;
import java.util.stream.Stream;

/// A figure of which it is learned what is usual. There are few, each of a duty that its server
/// has: of a hundred figures some are always unusual.
public enum UsualFigure {
  /// Seconds that a statement takes on average.
  STATEMENT_MEAN("statement-mean", "statement", 0.00005, false, 20),
  /// Calls of a statement per second.
  STATEMENT_CALLS("statement-calls", "statement", 0.4, false, 20),
  /// Committed transactions of a database per second.
  COMMITS("commits", "database", 0.4, true, 10),
  /// Client backends.
  CONNECTIONS("connections", "instance", 2, false, 1),
  /// Bytes of write-ahead log per second.
  WAL_RATE("wal-rate", "wal", 64 << 10, false, 1),
  /// Seconds by which a standby replays late, as it is known at its primary.
  REPLAY_LAG("replay-lag", "replication", 0.4, false, 10),
  /// The same as it is known at the standby.
  REPLAY_DELAY("replay-delay", "instance", 0.4, false, 1);

  private final String title;
  private final String family;
  private final double least;
  private final boolean lessToo;
  private final int most;

  UsualFigure(String title, String family, double least, boolean lessToo, int most) {
    this.title = title;
    this.family = family;
    this.least = least;
    this.lessToo = lessToo;
    this.most = most;
  }

  /// As it is kept and named.
  public String title() {
    return title;
  }

  /// The family that it is computed from.
  public String family() {
    return family;
  }

  /// In its unit, what is taken for the usual size of a departure at least. One that is reported is
  /// four times as large or more.
  public double least() {
    return least;
  }

  /// Whether less than usual is something to report.
  public boolean lessToo() {
    return lessToo;
  }

  /// Of how many subjects of a target it is learned at a time.
  public int most() {
    return most;
  }

  /// Empty where a later version of Ballast knows it.
  static Optional<UsualFigure> of(String title) {
    return Stream.of(values()).filter(each -> each.title.equals(title)).findFirst();
  }
}
