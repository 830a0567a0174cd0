package dev.ballast.store.sample;

import dev.ballast.evidence.Undo;
import dev.ballast.postgres.jdbc.Access;
import dev.ballast.postgres.jdbc.IsolationLevel;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionPool;
import dev.ballast.postgres.jdbc.SqlResource;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Keeps stored samples small: packs each past day's raw chunks, rolls them up to minutes and
/// hours, and drops partitions whose time is over. Several nodes may do so at once; what was done
/// is not done again.
public final class SampleUpkeep {
  /// How many entities are packed at a time: what of a day is in memory.
  private static final int BATCH = 500;

  /// A day is packed when this much of the next has passed: a segment takes an hour.
  private static final Duration SETTLED = Duration.ofHours(2);

  private final SessionPool pool;
  private final MetricKinds kinds;

  public SampleUpkeep(SessionPool pool, MetricKinds kinds) {
    this.pool = pool;
    this.kinds = kinds;
  }

  /// What one run did.
  ///
  /// @param packedDays that were packed and rolled up
  /// @param droppedPartitions whose time was over
  public record Done(int packedDays, int droppedPartitions) {}

  /// Does what is due.
  public Done run(Instant now) {
    try (Session session = pool.lend()) {
      makeAhead(session, now);
      int packed = 0;
      for (DayPartition day : unpacked(session, now)) {
        packed += pack(session, day);
      }
      return new Done(packed, drop(session, now));
    }
  }

  private static void makeAhead(Session session, Instant now) {
    for (Resolution resolution : Resolution.values()) {
      for (int days = 0; days <= 1; days++) {
        session.execute(DayPartition.of(resolution, now.plus(Duration.ofDays(days))).creation());
      }
    }
  }

  private static List<DayPartition> unpacked(Session session, Instant now) {
    List<LocalDate> packed =
        session.query("SELECT day FROM packed_day", row -> LocalDate.parse(row.text("day")));
    return partitions(session, Resolution.RAW).stream()
        .filter(p -> p.ends().plus(SETTLED).isBefore(now))
        .filter(p -> !packed.contains(p.day()))
        .toList();
  }

  private static List<DayPartition> partitions(Session session, Resolution resolution) {
    return session.query(
        SqlResource.load(SampleUpkeep.class, "partitions", session.version()),
        row -> DayPartition.parse(resolution, row.text("name")),
        resolution.table());
  }

  /// One transaction: a day is packed whole or not at all.
  private int pack(Session session, DayPartition raw) {
    for (Resolution resolution : List.of(Resolution.MINUTE, Resolution.HOUR)) {
      session.execute(new DayPartition(resolution, raw.day()).creation());
    }
    session.begin(IsolationLevel.READ_COMMITTED, Access.READ_WRITE);
    try (Undo<RuntimeException> undo = Undo.unlessKept(session::rollback)) {
      long mine =
          session.execute(
              "INSERT INTO packed_day (day) VALUES (?::date) ON CONFLICT DO NOTHING",
              raw.day().toString());
      if (mine == 0) {
        return 0;
      }
      session.execute("CREATE TABLE packed (LIKE chunk_raw INCLUDING ALL)");
      List<Long> entities =
          session.query(
              "SELECT DISTINCT entity_id FROM " + raw.name() + " ORDER BY 1",
              row -> row.number("entity_id"));
      for (int i = 0; i < entities.size(); i += BATCH) {
        List<Long> batch = entities.subList(i, Math.min(i + BATCH, entities.size()));
        packBatch(session, raw, batch.getFirst(), batch.getLast());
      }
      session.execute("DROP TABLE " + raw.name());
      session.execute("ALTER TABLE packed RENAME TO " + raw.name());
      session.execute(
          "ALTER TABLE "
              + raw.name()
              + " RENAME CONSTRAINT packed_pkey TO "
              + raw.name()
              + "_pkey");
      session.execute(
          "ALTER TABLE chunk_raw ATTACH PARTITION %s FOR VALUES FROM ('%s') TO ('%s')"
              .formatted(raw.name(), raw.starts(), raw.ends()));
      session.commit();
      return undo.keep(1);
    }
  }

  /// One row of a raw partition.
  private record Chunk(long entity, Layout layout, long layoutId, Points points) {}

  private void packBatch(Session session, DayPartition raw, long first, long last) {
    List<Chunk> chunks =
        session.query(
            SqlResource.load(SampleUpkeep.class, "raw", session.version()).formatted(raw.name()),
            row -> {
              Layout layout = new Layout(row.text("family"), row.texts("metrics"));
              return new Chunk(
                  row.number("entity_id"),
                  layout,
                  row.number("layout_id"),
                  PackedPoints.unpack(row.bytes("points"), layout.metrics().size()));
            },
            first,
            last);
    StringBuilder packed = new StringBuilder();
    StringBuilder minutes = new StringBuilder();
    StringBuilder hours = new StringBuilder();
    for (int i = 0; i < chunks.size(); ) {
      Chunk chunk = chunks.get(i);
      List<Points> parts = new ArrayList<>();
      while (i < chunks.size()
          && chunks.get(i).entity() == chunk.entity()
          && chunks.get(i).layoutId() == chunk.layoutId()) {
        parts.add(chunks.get(i).points());
        i++;
      }
      // Those of two nodes may overlap.
      Points day = Points.merged(chunk.layout().metrics().size(), parts);
      row(packed, chunk.entity(), chunk.layoutId(), day);
      RollUp rollUp = new RollUp(chunk.layout(), kinds);
      long rolledId = SampleWriter.layoutId(session, rollUp.layout());
      row(minutes, chunk.entity(), rolledId, rollUp.of(day, Resolution.MINUTE.step()));
      row(hours, chunk.entity(), rolledId, rollUp.of(day, Resolution.HOUR.step()));
    }
    copy(session, "packed", packed);
    copy(session, Resolution.MINUTE.table(), minutes);
    copy(session, Resolution.HOUR.table(), hours);
  }

  private static void copy(Session session, String table, StringBuilder rows) {
    session.copyIn(
        "COPY " + table + " (entity_id, starts, ends, layout_id, points) FROM STDIN",
        new ByteArrayInputStream(rows.toString().getBytes(StandardCharsets.US_ASCII)));
  }

  /// A row in COPY's text format.
  static void row(StringBuilder rows, long entity, long layout, Points points) {
    if (points.isEmpty()) {
      return;
    }
    rows.append(entity).append('\t').append(points.at(0)).append('\t');
    rows.append(points.at(points.count() - 1)).append('\t').append(layout).append('\t');
    rows.append("\\\\x").append(HexFormat.of().formatHex(PackedPoints.pack(points))).append('\n');
  }

  private static int drop(Session session, Instant now) {
    List<DayPartition> over = new ArrayList<>();
    for (Resolution resolution : Resolution.values()) {
      for (DayPartition partition : partitions(session, resolution)) {
        if (partition.ends().plus(resolution.retention()).isBefore(now)) {
          over.add(partition);
        }
      }
    }
    for (DayPartition partition : over) {
      session.execute("DROP TABLE IF EXISTS " + partition.name());
    }
    session.execute(
        "DELETE FROM packed_day WHERE day < ?::date",
        now.minus(Resolution.RAW.retention().multipliedBy(2))
            .atZone(ZoneOffset.UTC)
            .toLocalDate()
            .toString());
    return over.size();
  }
}
