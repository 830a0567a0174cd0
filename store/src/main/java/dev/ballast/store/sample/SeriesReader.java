package dev.ballast.store.sample;

import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionPool;
import dev.ballast.postgres.jdbc.SqlResource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/// Reads series back: from the store, and from the journal what the store does not have yet. Safe
/// for any number of threads.
public final class SeriesReader {
  private final SessionPool pool;
  private final SampleJournal journal;

  public SeriesReader(SessionPool pool, SampleJournal journal) {
    this.pool = pool;
    this.journal = journal;
  }

  /// One metric of one entity.
  public record SeriesName(String target, Layout layout, Labels labels, String metric) {
    public SeriesName {
      if (layout.indexOf(metric) < 0) {
        throw new IllegalArgumentException("family " + layout.family() + " has no " + metric);
      }
    }
  }

  /// The points from `from` on and before `to`, in order of time.
  public List<Point> read(SeriesName series, Resolution resolution, Instant from, Instant to) {
    TreeMap<Instant, Double> found = new TreeMap<>();
    try (Session session = pool.lend()) {
      List<Stored> chunks =
          session.query(
              SqlResource.load(SeriesReader.class, "chunks", session.version())
                  .formatted(resolution.table()),
              row ->
                  new Stored(
                      row.bytes("points"),
                      Math.toIntExact(row.number("metric_count")),
                      Math.toIntExact(row.number("metric_index"))),
              series.metric(),
              series.target(),
              series.layout().family(),
              series.labels().text(),
              to,
              from,
              from);
      for (Stored chunk : chunks) {
        add(PackedPoints.unpack(chunk.points(), chunk.metrics()), chunk.metric(), found);
      }
    }
    if (resolution == Resolution.RAW) {
      recent(series, found);
    }
    List<Point> points = new ArrayList<>();
    found.subMap(from, to).forEach((at, value) -> points.add(new Point(at, value)));
    points.sort(Comparator.comparing(Point::at));
    return points;
  }

  /// The points that are not stored yet: what there is to say while the store cannot be reached.
  public List<Point> readRecent(SeriesName series) {
    TreeMap<Instant, Double> found = new TreeMap<>();
    recent(series, found);
    return found.entrySet().stream().map(e -> new Point(e.getKey(), e.getValue())).toList();
  }

  private void recent(SeriesName series, TreeMap<Instant, Double> found) {
    int metric = series.layout().indexOf(series.metric());
    for (Points points : journal.recent(series.target(), series.layout(), series.labels())) {
      add(points, metric, found);
    }
  }

  private static void add(Points points, int metric, TreeMap<Instant, Double> found) {
    for (int i = 0; i < points.count(); i++) {
      found.put(points.at(i), points.value(i, metric));
    }
  }

  private record Stored(byte[] points, int metrics, int metric) {}
}
