package dev.ballast.store.sample;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionPool;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.store.StoreError;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// Reads series back: from the store, and from the journal what the store does not have yet. While
/// the store is away, what the journal has is the answer, and says so. Safe for any number of
/// threads.
public final class SeriesReader {
  private final SessionPool pool;
  private final SampleJournal journal;
  private final MetricKinds kinds;
  private final Map<Long, Layout> layouts = new ConcurrentHashMap<>();

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

  /// Metrics of all entities of a family that have points in a stretch of time.
  ///
  /// @param points by metric and entity, in order of time
  /// @param missing as in [Part]
  public record Whole(Map<String, Map<Labels, List<Point>>> points, Optional<Fault> missing) {
    public Whole {
      points = Map.copyOf(points);
      requireNonNull(missing, "missing is null");
    }

    public Map<Labels, List<Point>> of(String metric) {
      return points.getOrDefault(metric, Map.of());
    }
  }

  /// The same as [#read] of some metrics of all entities of a family, in one query. A day is rolled
  /// up for all of them at once, so that raw points are read from the end of the last such day on.
  public Whole all(
      String target,
      Layout layout,
      List<String> metrics,
      Resolution resolution,
      Instant from,
      Instant to) {
    // First of all, as in [#read].
    Map<Labels, SampleJournal.Recent> recent = new TreeMap<>();
    journal
        .entities(target, layout)
        .forEach(labels -> recent.put(labels, journal.recent(target, layout, labels)));
    FamilyLines rolled = new FamilyLines(metrics);
    FamilyLines raw = resolution == Resolution.RAW ? rolled : new FamilyLines(metrics);
    Optional<Fault> missing =
        recent.values().stream().flatMap(each -> unread(each).stream()).findFirst();
    Instant open = from;
    try (Session session = pool.lend()) {
      if (resolution != Resolution.RAW) {
        chunks(session, new Wanted(target, layout, resolution, from, to), rolled);
        open = rolled.last().map(last -> last.plus(resolution.step())).orElse(from);
      }
      chunks(session, new Wanted(target, layout, Resolution.RAW, open, to), raw);
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      missing = Optional.of(fault);
    }
    recent.forEach(
        (labels, waiting) -> waiting.points().forEach(points -> raw.add(labels, points, layout)));
    if (resolution != Resolution.RAW) {
      Instant begin = open;
      raw.forEach(
          (metric, labels, line) ->
              rollUp(
                  new SeriesName(target, layout, labels, metric),
                  resolution,
                  line.between(begin, to),
                  rolled.line(metric, labels)));
    }
    return new Whole(rolled.between(from, to), missing);
  }

  /// The points by the hour from `from` on and before `to` of all entities of a family, by metric.
  /// Throws what the store answers.
  public Map<String, Map<Labels, List<Point>>> hours(
      String target, Layout layout, List<String> metrics, Instant from, Instant to) {
    Whole whole = all(target, layout, metrics, Resolution.HOUR, from, to);
    Optional<Fault> away =
        whole.missing().filter(fault -> fault.code() != StoreError.SERIES_INCOMPLETE);
    if (away.isPresent()) {
      throw away.get();
    }
    return whole.points();
  }

  private record Wanted(
      String target, Layout layout, Resolution resolution, Instant from, Instant to) {}

  private record Chunk(String labels, long layout, ByteBuffer points) {}

  private void chunks(Session session, Wanted wanted, FamilyLines found) {
    Map<String, Labels> labels = new HashMap<>();
    List<Chunk> chunks =
        session.query(
            SqlResource.load(SeriesReader.class, "family", session.version())
                .formatted(wanted.resolution().table()),
            row ->
                new Chunk(
                    row.text("labels"),
                    row.number("layout_id"),
                    ByteBuffer.wrap(row.bytes("points"))),
            wanted.target(),
            wanted.layout().family(),
            wanted.to(),
            wanted.from(),
            wanted.from());
    for (Chunk chunk : chunks) {
      found.add(
          labels.computeIfAbsent(chunk.labels(), Labels::parse),
          chunk.points().array(),
          layout(session, wanted.layout().family(), chunk.layout()));
    }
  }

  /// A layout never changes.
  private Layout layout(Session session, String family, long id) {
    Layout known = layouts.get(id);
    if (known == null) {
      session
          .query(
              "SELECT layout_id, metrics FROM layout WHERE family = ?",
              row -> Map.entry(row.number("layout_id"), row.texts("metrics")),
              family)
          .forEach(each -> layouts.put(each.getKey(), new Layout(family, each.getValue())));
      known = requireNonNull(layouts.get(id), "a chunk has no layout");
    }
    return known;
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
