package dev.ballast.server.node;

import dev.ballast.evidence.Clock;
import dev.ballast.observe.collect.Families;
import dev.ballast.observe.family.Family;
import dev.ballast.store.database.Store;
import dev.ballast.store.sample.Figures;
import dev.ballast.store.sample.Label;
import dev.ballast.store.sample.Labels;
import dev.ballast.store.sample.Layout;
import dev.ballast.store.sample.Pace;
import dev.ballast.store.sample.Reading;
import dev.ballast.store.sample.SampleJournal;
import dev.ballast.store.sample.SampleWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Figures of a target by the hour, the last of which is an hour before a moment, and which changed
/// a week before it.
///
/// Data directory and WAL share a file system. Sizes grow by 1 GiB a day up to 55 GiB, free space
/// shrinks by 2 GiB a day down to 70 GiB. Sessions were active for 18 s in an hour, and are for 36
/// s; 1,800 transactions end. Of 120 probes in an hour all were good, and a tenth is bad. Statement
/// 42 took 4 ms, and takes 12; statement 43 takes 5 ms as before; statement 44 took 10 ms, and
/// takes 5; each is called 100 times an hour.
final class SeededFigures {
  static final String TARGET = "shop";

  /// 15 days and an hour.
  private static final int POINTS = 361;

  private static final int WEEK = 168;
  private static final double GIB = 0x1p30;

  private SeededFigures() {}

  /// @param end a full hour
  static void store(Store store, Path journal, Instant end) {
    try (SampleJournal waiting = SampleJournal.open(journal, 1 << 26, Clock.system())) {
      Instant changed = end.minus(Duration.ofHours(WEEK));
      double active = 0;
      double slower = 0;
      double same = 0;
      double faster = 0;
      for (int i = 0; i < POINTS; i++) {
        Instant at = end.minus(Duration.ofHours(POINTS - i));
        boolean now = !at.isBefore(changed);
        active += now ? 36 : 18;
        slower += now ? 1.2 : 0.4;
        same += 0.5;
        faster += now ? 0.5 : 1;
        accept(
            waiting,
            at,
            "database_size",
            Labels.of("database", "shop"),
            Map.of("bytes", (40 + i / 24.0) * GIB));
        for (String place : List.of("data", "wal")) {
          accept(
              waiting,
              at,
              "host_disk",
              Labels.of("place", place),
              Map.of("free_bytes", (100 - i / 12.0) * GIB, "device", 64_768.0));
        }
        accept(
            waiting,
            at,
            "objective",
            Labels.of("objective", "availability"),
            Map.of("good", now ? 1.8 : 2.0, "measured", 2.0));
        accept(
            waiting,
            at,
            "database",
            Labels.of("database", "shop"),
            Map.of("active_seconds", active, "commits", 1700.0 * i, "rollbacks", 100.0 * i));
        statements(waiting, at, 100.0 * i, slower, same, faster);
        if (i % 24 == 0) {
          waiting.rotate(Pace.SLOW);
        }
      }
      waiting.rotate(Pace.SLOW);
      new SampleWriter(store.pool()).storeWaiting(waiting);
    }
  }

  private static void statements(
      SampleJournal journal, Instant at, double calls, double... seconds) {
    Layout layout = layout("statement");
    List<Figures> rows = new ArrayList<>();
    for (int i = 0; i < seconds.length; i++) {
      rows.add(
          figures(
              layout,
              Labels.of(new Label("database", "shop"), new Label("queryid", "4" + (2 + i))),
              Map.of("calls", calls, "execution_seconds", seconds[i])));
    }
    journal.accept(new Reading(TARGET, layout, at, rows), Pace.SLOW);
  }

  private static void accept(
      SampleJournal journal, Instant at, String family, Labels labels, Map<String, Double> known) {
    Layout layout = layout(family);
    journal.accept(
        new Reading(TARGET, layout, at, List.of(figures(layout, labels, known))), Pace.SLOW);
  }

  private static Figures figures(Layout layout, Labels labels, Map<String, Double> known) {
    double[] row = new double[layout.metrics().size()];
    Arrays.fill(row, Double.NaN);
    known.forEach((metric, value) -> row[layout.indexOf(metric)] = value);
    return new Figures(labels, row);
  }

  private static Layout layout(String family) {
    return Families.all().stream()
        .<Family<?>>map(each -> each)
        .filter(each -> each.name().equals(family))
        .findFirst()
        .orElseThrow()
        .layout();
  }
}
