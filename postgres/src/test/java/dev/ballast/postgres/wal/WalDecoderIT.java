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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WalDecoderIT {
  private static final int SEGMENT = 16 << 20;

  private static TemporaryCluster cluster(int major) {
    return TemporaryCluster.of(major, Clock.system())
        .setting("max_prepared_transactions", "10")
        .setting("wal_keep_size", "512MB")
        .start();
  }

  private static Lsn insertPosition(Session session) {
    return session.one("SELECT pg_current_wal_insert_lsn() AS lsn", row -> row.lsn("lsn"));
  }

  private static List<WalRecord> decode(TemporaryCluster cluster, int major, Lsn from)
      throws IOException {
    List<WalRecord> records = new ArrayList<>();
    TimelineId timeline = new TimelineId(1);
    WalSegment segment = WalSegment.containing(timeline, from, SEGMENT);
    WalDecoder decoder = new WalDecoder(major, SEGMENT, timeline, from, records::add);
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
    return records;
  }

  private static void work(Session session) {
    session.execute("CREATE TABLE t (id int PRIMARY KEY, body text)");
    for (int i = 0; i < 50; i++) {
      session.execute("INSERT INTO t VALUES (?, repeat(md5(?::text), 500))", i, i);
    }
    session.execute(
        "INSERT INTO t SELECT g, repeat('x', g % 9000) FROM generate_series(50, 3000) g");
    session.execute("SELECT pg_switch_wal()");
    session.execute("UPDATE t SET body = body || 'y' WHERE id < 2000");
    session.execute("CHECKPOINT");
    session.execute("VACUUM FULL t");
    session.execute("SELECT pg_switch_wal()");
    session.execute("INSERT INTO t VALUES (-1, 'after the switch')");
    session.execute("DROP TABLE t");
  }

  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.SupportedMajors#all")
  void everyRecordOfARealLogIsFoundWithItsPositions(int major) throws IOException {
    try (TemporaryCluster cluster = cluster(major);
        Session session = cluster.session()) {
      Lsn from = insertPosition(session);
      work(session);
      List<WalRecord> records = decode(cluster, major, from);
      assertThat(records.getFirst().start()).isEqualTo(from);
      assertThat(records).hasSizeGreaterThan(5000);
      if (major >= 15) {
        session.execute("CREATE EXTENSION pg_walinspect");
        List<List<Object>> inspected =
            session.query(
                """
                SELECT start_lsn, end_lsn, xid::text::bigint AS xid,
                       resource_manager = 'Transaction' AND record_type LIKE 'COMMIT%' AS committed
                  FROM pg_get_wal_records_info(?::pg_lsn, ?::pg_lsn)
                """,
                row ->
                    List.of(
                        row.lsn("start_lsn"),
                        row.lsn("end_lsn"),
                        row.number("xid"),
                        row.flag("committed")),
                from,
                records.getLast().end());
        assertThat(records)
            .map(r -> List.<Object>of(r.start(), r.end(), r.xid(), r.commit().isPresent()))
            .isEqualTo(inspected);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.SupportedMajors#all")
  void exactlyTheCommittedTransactionsAreNamed(int major) throws IOException {
    try (TemporaryCluster cluster = cluster(major);
        Session session = cluster.session()) {
      session.execute("CREATE TABLE t (id int)");
      Lsn from = insertPosition(session);
      Set<Long> committed = new HashSet<>();
      for (int i = 0; i < 40; i++) {
        boolean prepare = i % 4 >= 2;
        boolean keep = i % 2 == 0;
        String[] script = {
          "BEGIN",
          "INSERT INTO t VALUES (" + i + ")",
          "SAVEPOINT s",
          "CREATE TABLE u" + i + " (id serial PRIMARY KEY, body text)",
          "SAVEPOINT s2",
          i % 3 == 0 ? "DROP TABLE u" + i : "INSERT INTO u" + i + " DEFAULT VALUES",
        };
        for (String statement : script) {
          session.execute(statement);
        }
        long xid = session.number("SELECT (pg_current_xact_id()::text::bigint) & 4294967295");
        if (prepare) {
          session.execute("PREPARE TRANSACTION 'p" + i + "'");
          session.execute((keep ? "COMMIT" : "ROLLBACK") + " PREPARED 'p" + i + "'");
        } else {
          session.execute(keep ? "COMMIT" : "ROLLBACK");
        }
        if (keep) {
          committed.add(xid);
        }
      }
      session.execute("SELECT pg_switch_wal()");
      Set<Long> found = new HashSet<>();
      decode(cluster, major, from)
          .forEach(r -> r.commit().map(CommitRecord::xid).ifPresent(found::add));
      assertThat(found).containsAll(committed);
      assertThat(committed).hasSize(20);
      Set<Long> others = new HashSet<>(found);
      others.removeAll(committed);
      // Autovacuum may commit transactions of its own meanwhile, but not one of ours.
      assertThat(others).hasSizeLessThan(10);
    }
  }
}
