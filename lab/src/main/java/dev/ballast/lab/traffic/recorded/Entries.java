package dev.ballast.lab.traffic.recorded;

import dev.ballast.lab.traffic.LeftOut;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Gathers what a reader finds. Not thread-safe.
final class Entries {
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
