package dev.ballast.store.sample;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionPool;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.store.StoreError;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Reads series back: from the store, and from the journal what the store does not have yet. While
/// the store is away, what the journal has is the answer, and says so. Safe for any number of
/// threads.
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

  /// A part of a series.
  ///
  /// @param points in order of time
  /// @param missing why some of it may be missing: the store is away, and this is what the node has
  public record Part(List<Point> points, Optional<Fault> missing) {
    public Part {
      points = List.copyOf(points);
      requireNonNull(missing, "missing is null");
    }
  }

  /// The points from `from` on and before `to`, in order of time. Of a day that is not rolled up
  /// yet they are made of the raw ones.
  public Part read(SeriesName series, Resolution resolution, Instant from, Instant to) {
    // First of all, so that what is stored meanwhile is found there or here.
    SampleJournal.Recent recent = journal.recent(series.target(), series.layout(), series.labels());
    SeriesLine found = new SeriesLine();
    SeriesLine raw = resolution == Resolution.RAW ? found : new SeriesLine();
    Optional<Fault> missing = unread(recent);
    Instant rolled = from;
    try (Session session = pool.lend()) {
      stored(session, series, resolution, from, to, found);
      if (resolution != Resolution.RAW) {
        rolled = found.isEmpty() ? from : found.last().plus(resolution.step());
        stored(session, series, Resolution.RAW, rolled, to, raw);
      }
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      missing = Optional.of(fault);
    }
    recent(series, recent, raw);
    if (resolution != Resolution.RAW) {
      rollUp(series, resolution, raw.between(rolled, to), found);
    }
    return new Part(found.between(from, to), missing);
  }

  /// The points by the hour from `from` on and before `to` of all entities of a family. Throws what
  /// the store answers.
  public Map<Labels, List<Point>> hours(
      String target, Layout layout, String metric, Instant from, Instant to) {
    // First of all, as in [#read].
    Map<Labels, SampleJournal.Recent> recent = new TreeMap<>();
    journal
        .entities(target, layout)
        .forEach(labels -> recent.put(labels, journal.recent(target, layout, labels)));
    Map<Labels, SeriesLine> hours = new TreeMap<>();
    Map<Labels, SeriesLine> raw = new TreeMap<>();
    try (Session session = pool.lend()) {
      SeriesName all = new SeriesName(target, layout, Labels.NONE, metric);
      chunks(session, all, Resolution.HOUR, from, to, hours);
      chunks(session, all, Resolution.RAW, from, to, raw);
    }
    recent.forEach(
        (labels, waiting) ->
            recent(
                new SeriesName(target, layout, labels, metric),
                waiting,
                raw.computeIfAbsent(labels, none -> new SeriesLine())));
    raw.keySet().forEach(labels -> hours.computeIfAbsent(labels, none -> new SeriesLine()));
    Map<Labels, List<Point>> found = new TreeMap<>();
    hours.forEach(
        (labels, line) -> {
          Instant rolled = line.isEmpty() ? from : line.last().plus(Resolution.HOUR.step());
          if (raw.containsKey(labels)) {
            rollUp(
                new SeriesName(target, layout, labels, metric),
                Resolution.HOUR,
                raw.get(labels).between(rolled, to),
                line);
          }
          List<Point> points = line.between(from, to);
          if (!points.isEmpty()) {
            found.put(labels, points);
          }
        });
    return found;
  }

  private record Chunk(Labels labels, Points points) {}

  private static void chunks(
      Session session,
      SeriesName all,
      Resolution resolution,
      Instant from,
      Instant to,
      Map<Labels, SeriesLine> found) {
    session
        .query(
            SqlResource.load(SeriesReader.class, "family", session.version())
                .formatted(resolution.table()),
            row ->
                new Chunk(
                    Labels.parse(row.text("labels")),
                    PackedPoints.unpackOne(
                        row.bytes("points"),
                        Math.toIntExact(row.number("metric_count")),
                        Math.toIntExact(row.number("metric_index")))),
            all.metric(),
            all.target(),
            all.layout().family(),
            to,
            from,
            from,
            all.metric())
        .forEach(
            chunk ->
                found
                    .computeIfAbsent(chunk.labels(), none -> new SeriesLine())
                    .addAll(chunk.points(), 0));
  }

  /// The entities of a family that the store has of a target, be they of long ago.
  public List<Labels> entities(String target, String family) {
    try (Session session = pool.lend()) {
      return session.query(
          SqlResource.load(SeriesReader.class, "entities", session.version()),
          row -> Labels.parse(row.text("labels")),
          target,
          family);
    }
  }

  private static Optional<Fault> unread(SampleJournal.Recent recent) {
    return recent.unread() == 0
        ? Optional.empty()
        : Optional.of(
            Fault.of(StoreError.SERIES_INCOMPLETE, "not all that waits for the store was read")
                .detail(recent.unread() + " segments of the journal are missing from the answer"));
  }

  private static void stored(
      Session session,
      SeriesName series,
      Resolution resolution,
      Instant from,
      Instant to,
      SeriesLine found) {
    session
        .query(
            SqlResource.load(SeriesReader.class, "chunks", session.version())
                .formatted(resolution.table()),
            row ->
                PackedPoints.unpackOne(
                    row.bytes("points"),
                    Math.toIntExact(row.number("metric_count")),
                    Math.toIntExact(row.number("metric_index"))),
            series.metric(),
            series.target(),
            series.layout().family(),
            series.labels().text(),
            to,
            from,
            from,
            series.metric())
        .forEach(points -> found.addAll(points, 0));
  }

  private void rollUp(SeriesName series, Resolution resolution, List<Point> raw, SeriesLine found) {
    Layout one = new Layout(series.layout().family(), List.of(series.metric()));
    Points points = new Points(1);
    raw.forEach(p -> points.add(p.at().toEpochMilli(), new double[] {p.value()}));
    found.addAll(new RollUp(one, kinds).of(points, resolution.step()), 0);
  }

  private static void recent(SeriesName series, SampleJournal.Recent recent, SeriesLine found) {
    int metric = series.layout().indexOf(series.metric());
    for (Points points : recent.points()) {
      found.addAll(points, metric);
    }
  }
}
