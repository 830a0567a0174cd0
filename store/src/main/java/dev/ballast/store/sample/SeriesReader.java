package dev.ballast.store.sample;

import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionPool;
import dev.ballast.postgres.jdbc.SqlResource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Reads series back: from the store, and from the journal what the store does not have yet. Safe
/// for any number of threads.
public final class SeriesReader {
  private final SessionPool pool;
  private final SampleJournal journal;
  private final MetricKinds kinds;

  public SeriesReader(SessionPool pool, SampleJournal journal, MetricKinds kinds) {
    this.pool = pool;
    this.journal = journal;
    this.kinds = kinds;
  }

  /// One metric of one entity.
  public record SeriesName(String target, Layout layout, Labels labels, String metric) {
    public SeriesName {
      if (layout.indexOf(metric) < 0) {
        throw new IllegalArgumentException("family " + layout.family() + " has no " + metric);
      }
    }
  }

  /// The points from `from` on and before `to`, in order of time. Of a day that is not rolled up
  /// yet they are made of the raw ones.
  public List<Point> read(SeriesName series, Resolution resolution, Instant from, Instant to) {
    NavigableMap<Instant, Double> found = new TreeMap<>();
    try (Session session = pool.lend()) {
      stored(session, series, resolution, from, to, found);
      if (resolution == Resolution.RAW) {
        recent(series, found);
      } else {
        Instant rolled = found.isEmpty() ? from : found.lastKey().plus(resolution.step());
        NavigableMap<Instant, Double> raw = new TreeMap<>();
        stored(session, series, Resolution.RAW, rolled, to, raw);
        recent(series, raw);
        rollUp(series, resolution, raw.subMap(rolled, true, to, false), found);
      }
    }
    List<Point> points = new ArrayList<>();
    found.subMap(from, to).forEach((at, value) -> points.add(new Point(at, value)));
    return points;
  }

  private static void stored(
      Session session,
      SeriesName series,
      Resolution resolution,
      Instant from,
      Instant to,
      NavigableMap<Instant, Double> found) {
    List<Stored> chunks =
        session.query(
            SqlResource.load(SeriesReader.class, "chunks", session.version())
                .formatted(resolution.table()),
            row ->
                new Stored(
                    PackedPoints.unpack(
                        row.bytes("points"), Math.toIntExact(row.number("metric_count"))),
                    Math.toIntExact(row.numberOrEmpty("metric_index").orElse(-1))),
            series.metric(),
            series.target(),
            series.layout().family(),
            series.labels().text(),
            to,
            from,
            from);
    for (Stored chunk : chunks) {
      if (chunk.metric() >= 0) {
        add(chunk.points(), chunk.metric(), found);
      }
    }
  }

  private void rollUp(
      SeriesName series,
      Resolution resolution,
      Map<Instant, Double> raw,
      NavigableMap<Instant, Double> found) {
    Layout one = new Layout(series.layout().family(), List.of(series.metric()));
    Points points = new Points(1);
    raw.forEach((at, value) -> points.add(at.toEpochMilli(), new double[] {value}));
    add(new RollUp(one, kinds).of(points, resolution.step()), 0, found);
  }

  private void recent(SeriesName series, NavigableMap<Instant, Double> found) {
    int metric = series.layout().indexOf(series.metric());
    for (Points points : journal.recent(series.target(), series.layout(), series.labels())) {
      add(points, metric, found);
    }
  }

  private static void add(Points points, int metric, NavigableMap<Instant, Double> found) {
    for (int i = 0; i < points.count(); i++) {
      found.put(points.at(i), points.value(i, metric));
    }
  }

  /// @param metric where it is, -1 in a layout of before there was the metric
  private record Stored(Points points, int metric) {}
}
