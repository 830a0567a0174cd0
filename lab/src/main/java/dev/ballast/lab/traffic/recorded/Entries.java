package dev.ballast.lab.traffic.recorded;

import dev.ballast.lab.traffic.LeftOut;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Gathers what a reader finds. Not thread-safe.
final class Entries implements LogSink {
  /// More would not fit in memory; the rest of a recording is counted only.
  static final int MOST = 1_000_000;

  private final Optional<String> database;
  private final List<Entry> entries = new ArrayList<>();
  private final SequencedMap<Reason, Long> leftOut = new LinkedHashMap<>();
  private final int most;

  private record Reason(String statement, String reason) {}

  /// @param database whose statements are taken; empty for all
  Entries(Optional<String> database, int most) {
    this.database = database;
    this.most = most;
  }

  boolean takes(String ofDatabase) {
    return database.map(ofDatabase::equals).orElse(true);
  }

  /// Adds the line's statement, where it is about one.
  @Override
  public void line(LogLine line) {
    Optional<LoggedStatement> statement =
        takes(line.database())
            ? LoggedStatement.of(line.message(), line.detail())
            : Optional.empty();
    if (statement.isEmpty()) {
      return;
    }
    Optional<Long> time = LogTime.micros(line.time());
    if (time.isEmpty()) {
      leave("a line of the log", "Its time cannot be read: " + line.time() + ".");
      return;
    }
    add(
        new Entry(
            time.get() - statement.get().durationMicros(),
            line.session(),
            statement.get().text(),
            statement.get().parameters(),
            statement.get().keeping()));
  }

  @Override
  public void broken() {
    leave("a line of the log", "It is not whole.");
  }

  void add(Entry entry) {
    if (entries.size() < most) {
      entries.add(entry);
    } else {
      leave("the end of the recording", "Only the first " + most + " statements are taken.");
    }
  }

  void leave(String statement, String reason) {
    leftOut.merge(new Reason(statement, reason), 1L, Long::sum);
  }

  List<Entry> all() {
    return List.copyOf(entries);
  }

  List<LeftOut> leftOut() {
    return leftOut.entrySet().stream()
        .map(
            each -> new LeftOut(each.getKey().statement(), each.getValue(), each.getKey().reason()))
        .toList();
  }
}
