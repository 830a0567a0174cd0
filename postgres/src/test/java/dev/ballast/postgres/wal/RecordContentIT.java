package dev.ballast.postgres.wal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;
import dev.ballast.postgres.WalSegment;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What records hold, compared with what the server itself says that it did: its catalogs, its
/// pages, and from 15 on `pg_walinspect`.
class RecordContentIT {
  private static final int SEGMENT = 16 << 20;
  private static final Pattern REFERENCE =
      Pattern.compile("#(\\d+): rel (\\d+)/(\\d+)/(\\d+) (?:fork (\\w+) )?blk (\\d+)( \\(FPW)?");

  private final List<TransactionEnd> ends = new ArrayList<>();
  private final List<LogMark> marks = new ArrayList<>();
  private final List<String> references = new ArrayList<>();
  private Optional<byte[]> lastImage = Optional.empty();
  private long imagesOf;
  private long deletes;

  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.SupportedMajors#all")
  void recordsSayWhatTheServerDid(int major) throws IOException {
    try (TemporaryCluster cluster =
            TemporaryCluster.of(major, Clock.system())
                .setting("max_prepared_transactions", "3")
                .setting("track_commit_timestamp", "on")
                .setting("autovacuum", "off")
                .setting("wal_keep_size", "512MB")
                .start();
        Session session = cluster.session()) {
      session.execute("CREATE EXTENSION pageinspect");
      endsOfTransactions(cluster, session, major);
      marks(cluster, session, major);
      imagesAreThePages(cluster, session, major);
      if (major >= 15) {
        blocksAreThoseThatTheServerNames(cluster, session, major);
      }
    }
  }

  private void endsOfTransactions(TemporaryCluster cluster, Session session, int major)
      throws IOException {
    session.execute("CREATE TABLE gone (id int)");
    session.execute("INSERT INTO gone SELECT generate_series(1, 10)");
    RelationFile file = file(session, "gone");
    Lsn from = position(session);
    session.execute("BEGIN");
    session.execute("SAVEPOINT s");
    session.execute("DELETE FROM gone WHERE id <= 7");
    String sub = "SELECT xmax::text::bigint FROM gone WHERE id = 1";
    session.execute("ROLLBACK TO s");
    session.execute("SAVEPOINT t");
    session.execute("UPDATE gone SET id = 20 WHERE id = 10");
    long inner = session.number("SELECT xmin::text::bigint FROM gone WHERE id = 20");
    long outer = session.number("SELECT pg_current_xact_id()::text::bigint");
    session.execute("COMMIT");
    long rolledBack = session.number(sub);
    session.execute("BEGIN");
    session.execute("DROP TABLE gone");
    long prepared = session.number("SELECT pg_current_xact_id()::text::bigint");
    session.execute("PREPARE TRANSACTION 'drop it'");
    session.execute("COMMIT PREPARED 'drop it'");
    session.execute("BEGIN");
    long aborted = session.number("SELECT pg_current_xact_id()::text::bigint");
    session.execute("CREATE TABLE never (id int)");
    RelationFile never = file(session, "never");
    session.execute("ROLLBACK");
    session.execute("SELECT pg_switch_wal()");

    decode(cluster, major, from, this::onEnd);

    assertThat(ends)
        .extracting(TransactionEnd::xid)
        .containsExactly(rolledBack, outer, prepared, aborted);
    assertThat(ends)
        .extracting(TransactionEnd::committed)
        .containsExactly(false, true, true, false);
    // ROLLBACK TO begins s again, and t is in it.
    assertThat(ends.get(1).subtransactions()).containsExactly(inner - 1, inner);
    assertThat(ends.get(2).dropped()).containsExactly(file);
    assertThat(ends.getLast().dropped()).containsExactly(never);
    assertThat(ends.subList(1, 3))
        .extracting(end -> end.at().truncatedTo(ChronoUnit.MICROS))
        .containsExactly(committedAt(session, outer), committedAt(session, prepared));
    assertThat(deletes).isEqualTo(7);
  }

  private void onEnd(RecordContent content) {
    assertThat(content.isReadable()).isTrue();
    TransactionEnd.of(content).ifPresent(ends::add);
    if (HeapChange.deletesRow(content) && content.numberOf(0) >= 16384) {
      deletes++;
    }
  }

  private void marks(TemporaryCluster cluster, Session session, int major) throws IOException {
    Lsn from = position(session);
    session.execute("SELECT pg_create_restore_point('vor dem Umbau Ä')");
    session.execute("CHECKPOINT");
    Instant checkpoint =
        session.one(
            "SELECT checkpoint_time AS at FROM pg_control_checkpoint()", row -> row.instant("at"));
    Lsn redo =
        session.one("SELECT redo_lsn AS lsn FROM pg_control_checkpoint()", row -> row.lsn("lsn"));

    decode(cluster, major, from, content -> LogMark.of(content).ifPresent(marks::add));

    assertThat(marks)
        .filteredOn(LogMark.RestorePoint.class::isInstance)
        .extracting(mark -> ((LogMark.RestorePoint) mark).name())
        .containsExactly("vor dem Umbau Ä");
    assertThat(marks).contains(new LogMark.Checkpoint(checkpoint, redo, new TimelineId(1), false));
    assertThat(marks).filteredOn(LogMark.Running.class::isInstance).isNotEmpty();
  }

  private void imagesAreThePages(TemporaryCluster cluster, Session session, int major)
      throws IOException {
    session.execute("CREATE TABLE page (id int, body text)");
    session.execute("INSERT INTO page SELECT g, md5(g::text) FROM generate_series(1, 60) g");
    imagesOf = file(session, "page").number();
    String methods =
        major < 15
            ? "SELECT 'on'"
            : "SELECT array_to_string(enumvals, ' ') FROM pg_settings WHERE name = 'wal_compression'";
    for (String method : session.text(methods).concat(" off").split(" ", -1)) {
      session.execute("SET wal_compression = '" + method + "'");
      // Nobody sets a hint bit after the record is written, if all are set before.
      session.execute("SELECT count(*) FROM page");
      session.execute("CHECKPOINT");
      Lsn from = position(session);
      session.execute("UPDATE page SET body = repeat('ab', 100) WHERE id = 3");
      String page = session.text("SELECT encode(get_raw_page('page', 0), 'hex')");

      lastImage = Optional.empty();
      decode(cluster, major, from, this::onImage);

      byte[] expected = HexFormat.of().parseHex(page);
      byte[] image = lastImage.orElseThrow();
      // The page's own LSN and checksum are set after the record is written.
      Arrays.fill(expected, 0, 10, (byte) 0);
      Arrays.fill(image, 0, 10, (byte) 0);
      assertThat(Arrays.mismatch(image, expected)).as(method).isEqualTo(-1);
    }
  }

  private void onImage(RecordContent content) {
    for (int id = 0; id <= content.lastBlock(); id++) {
      if (content.hasBlock(id)
          && content.hasImage(id)
          && content.isMainFork(id)
          && content.numberOf(id) == imagesOf) {
        lastImage = content.image(id);
      }
    }
  }

  private void blocksAreThoseThatTheServerNames(
      TemporaryCluster cluster, Session session, int major) throws IOException {
    session.execute("CREATE EXTENSION pg_walinspect");
    Lsn from = position(session);
    session.execute("CREATE TABLE many (id int PRIMARY KEY, body text)");
    session.execute(
        "INSERT INTO many SELECT g, repeat('x', g % 5000) FROM generate_series(1, 3000) g");
    session.execute("UPDATE many SET body = body || 'y' WHERE id % 3 = 0");
    session.execute("VACUUM many");
    session.execute("CHECKPOINT");
    Lsn until = session.one("SELECT pg_current_wal_flush_lsn() AS lsn", row -> row.lsn("lsn"));
    List<String> inspected =
        session
            .query(
                """
                SELECT start_lsn::text || ' ' || main_data_length || ' '
                       || coalesce(block_ref, '') AS described
                  FROM pg_get_wal_records_info(?::pg_lsn, ?::pg_lsn) ORDER BY start_lsn
                """,
                row -> row.text("described"),
                from,
                until)
            .stream()
            .map(RecordContentIT::normal)
            .toList();

    decode(cluster, major, from, this::describe);

    assertThat(references).hasSizeGreaterThanOrEqualTo(inspected.size());
    assertThat(references.subList(0, inspected.size())).isEqualTo(inspected);
  }

  private void describe(RecordContent content) {
    StringBuilder text = new StringBuilder();
    text.append(content.record().start()).append(' ').append(content.mainLength());
    for (int id = 0; id <= content.lastBlock(); id++) {
      if (content.hasBlock(id)) {
        text.append(
            " #%d %s %d %d%s"
                .formatted(
                    id,
                    content.relation(id),
                    content.fork(id),
                    content.block(id),
                    content.hasImage(id) ? " image" : ""));
      }
    }
    references.add(text.toString());
  }

  /// The server's own words in the form of [#describe].
  private static String normal(String inspected) {
    int space = inspected.indexOf(' ', inspected.indexOf(' ') + 1);
    StringBuilder text = new StringBuilder(inspected.substring(0, space));
    Matcher reference = REFERENCE.matcher(inspected.substring(space));
    while (reference.find()) {
      int fork =
          reference.group(5) == null
              ? 0
              : List.of("main", "fsm", "vm", "init").indexOf(reference.group(5));
      text.append(
          " #%s %s/%s/%s %d %s%s"
              .formatted(
                  reference.group(1),
                  reference.group(2),
                  reference.group(3),
                  reference.group(4),
                  fork,
                  reference.group(6),
                  reference.group(7) == null ? "" : " image"));
    }
    return text.toString();
  }

  private static RelationFile file(Session session, String table) {
    return session.one(
        """
        SELECT (SELECT oid FROM pg_database WHERE datname = current_database())::bigint AS db,
               pg_relation_filenode(?::regclass)::bigint AS node
        """,
        row -> new RelationFile(1663, row.number("db"), row.number("node")),
        table);
  }

  private static Instant committedAt(Session session, long xid) {
    return session.one(
        "SELECT pg_xact_commit_timestamp('" + xid + "'::xid) AS at", row -> row.instant("at"));
  }

  private static Lsn position(Session session) {
    return session.one("SELECT pg_current_wal_insert_lsn() AS lsn", row -> row.lsn("lsn"));
  }

  private static void decode(
      TemporaryCluster cluster, int major, Lsn from, Consumer<RecordContent> reader)
      throws IOException {
    TimelineId timeline = new TimelineId(1);
    WalSegment segment = WalSegment.containing(timeline, from, SEGMENT);
    WalDecoder decoder =
        new WalDecoder(major, SEGMENT, timeline, from, record -> {}).withContents(reader);
    int skip = (int) from.minus(segment.start());
    while (decoder.status() instanceof WalStatus.Reading) {
      Path file = cluster.dataDirectory().resolve("pg_wal").resolve(segment.fileName());
      if (!Files.exists(file)) {
        break;
      }
      byte[] bytes = Files.readAllBytes(file);
      decoder.feed(bytes, skip, bytes.length - skip);
      skip = 0;
      segment = segment.next();
    }
  }
}
