package dev.ballast.store.sample;

import dev.ballast.evidence.Undo;
import dev.ballast.postgres.jdbc.Access;
import dev.ballast.postgres.jdbc.IsolationLevel;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionPool;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.store.sample.SegmentContent.Series;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Stores what waits in a journal: for each entity of a segment one row with all its points. A
/// segment is stored whole and once, however often it is tried. Safe for any number of threads.
public final class SampleWriter {
  private final SessionPool pool;
  private final Map<Series, Ids> known = new ConcurrentHashMap<>();

  /// What the store calls an entity and its layout.
  private record Ids(long entity, long layout) {}

  public SampleWriter(SessionPool pool) {
    this.pool = pool;
  }

  /// Stores all segments that wait, the oldest first. Throws what the store answers; what is not
  /// stored then still waits.
  ///
  /// @return how many were stored
  public int storeWaiting(SampleJournal journal) {
    int stored = 0;
    try (Undo<RuntimeException> undo = Undo.unlessKept(journal::release)) {
      for (var next = journal.oldest(); next.isPresent(); next = journal.oldest()) {
        store(next.get());
        journal.stored(next.get());
        stored++;
      }
      return undo.keep(stored);
    }
  }

  private void store(SampleJournal.Segment segment) {
    try (Session session = pool.lend()) {
      makePartitions(session, segment.content());
      session.begin(IsolationLevel.READ_COMMITTED, Access.READ_WRITE);
      try (Undo<RuntimeException> undo = Undo.unlessKept(session::rollback)) {
        long fresh =
            session.execute(
                "INSERT INTO stored_segment (segment) VALUES (?) ON CONFLICT DO NOTHING",
                segment.name());
        if (fresh > 0) {
          identify(session, segment.content());
          session.execute("CREATE TEMP TABLE arriving (LIKE chunk_raw) ON COMMIT DROP");
          session.copyIn(
              "COPY arriving (entity_id, starts, ends, layout_id, points) FROM STDIN",
              new ByteArrayInputStream(
                  rows(segment.content()).getBytes(StandardCharsets.US_ASCII)));
          session.execute("INSERT INTO chunk_raw SELECT * FROM arriving ON CONFLICT DO NOTHING");
        }
        session.commit();
        undo.keep();
      }
    }
  }

  private static void makePartitions(Session session, SegmentContent content) {
    content.all().values().stream()
        .filter(points -> !points.isEmpty())
        .map(points -> DayPartition.of(Resolution.RAW, points.at(0)).creation())
        .collect(Collectors.toCollection(TreeSet::new))
        .forEach(session::execute);
  }

  private void identify(Session session, SegmentContent content) {
    List<Series> unknown =
        content.all().keySet().stream().filter(series -> !known.containsKey(series)).toList();
    for (Map.Entry<Layout, List<Series>> each :
        unknown.stream().collect(Collectors.groupingBy(Series::layout)).entrySet()) {
      identify(session, each.getKey(), each.getValue());
    }
  }

  private void identify(Session session, Layout layout, List<Series> series) {
    long layoutId = layoutId(session, layout);
    List<String> targets = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (Series each : series) {
      targets.add(each.target());
      labels.add(each.labels().text());
    }
    session
        .query(
            SqlResource.load(SampleWriter.class, "entity", session.version()),
            row ->
                new Series(row.text("target"), layout, Labels.parse(row.text("labels")))
                    .with(row.number("entity_id")),
            targets,
            layout.family(),
            targets,
            labels)
        .forEach(found -> known.put(found.series(), new Ids(found.entity(), layoutId)));
  }

  static long layoutId(Session session, Layout layout) {
    return session.number(
        SqlResource.load(SampleWriter.class, "layout", session.version()),
        layout.family(),
        layout.metrics());
  }

  private String rows(SegmentContent content) {
    StringBuilder rows = new StringBuilder();
    content
        .all()
        .forEach(
            (series, points) -> {
              Ids ids = known.get(series);
              if (ids == null) {
                throw new IllegalStateException("the store did not name an entity");
              }
              SampleUpkeep.row(rows, ids.entity(), ids.layout(), points);
            });
    return rows.toString();
  }
}
