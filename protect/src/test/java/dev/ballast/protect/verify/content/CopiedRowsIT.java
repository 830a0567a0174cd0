package dev.ballast.protect.verify.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.server.TemporaryCluster;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What is computed here from COPY is what the server computes from `record_out`.
class CopiedRowsIT {
  private static final List<String> TABLES =
      List.of(
          "CREATE TABLE %s ()",
          "CREATE TABLE %s (only_text text)",
          "CREATE TABLE %s (id int, a text, b bytea, c text[], d numeric, e jsonb, f timestamptz)",
          "CREATE TABLE %s (p pair, q pair[], r int4range, s int4multirange, t xml, u \"char\", v boolean)",
          "CREATE TABLE %s (a int, gone text, b text, also_gone int)",
          "CREATE TABLE %s (n numeric, d double precision, r real, i interval, g inet, b bit(9), m money, x tsvector)");

  private static final List<String> ROWS =
      List.of(
          "",
          "VALUES (''), (NULL), (E'\\\\N'), (E'\\\\'), (E'\\\\\\\\.'), ('NULL'), ('\"'), (','), ('( )'), (E'\\t'),"
              + " (E'\\b\\f\\n\\r\\t\\x0b'), ('grüße \u65e5\u672c \ud83d\ude00'), (E'\\x01\\x7f'), (' '), ('\u00a0'),"
              + " (repeat(E'\"\\\\', 300000)), (repeat('long ', 400000))",
          "SELECT g, repeat(chr(g % 126 + 1), g % 40), decode(md5(g::text), 'hex'),"
              + " ARRAY['a,b', NULL, '', E'q\"\\\\{}', chr(g % 126 + 1)], g / 7.0,"
              + " jsonb_build_object('k\"', g, 'n', NULL), 'epoch'::timestamptz + g * interval '1 hour'"
              + " FROM generate_series(1, 2000) g",
          "SELECT ROW(g, 'a \"quoted\", (x)')::pair, ARRAY[ROW(NULL, NULL)::pair, ROW(g, '')::pair],"
              + " int4range(g, g + 3), int4multirange(int4range(g, g + 1)), xmlelement(name x, g), chr(g % 126 + 1)::\"char\", g % 2 = 0"
              + " FROM generate_series(1, 500) g",
          "VALUES (1, 'g', 'b', 2), (NULL, NULL, NULL, NULL), (3, 'g', '', NULL)",
          "VALUES ('NaN', 'Infinity', '-0', '-1 year 2 days', '::1/64', B'101010101', 12.5, 'a:1 b:2'),"
              + " (1e-200, 1e-300, 3.4e38, 'PT1S', '10.0.0.0/8', NULL, NULL, ''), (NULL, 'NaN', NULL, NULL, NULL, NULL, -1, NULL)");

  @Test
  void aTableReadByCopyHasTheDigestThatTheServerComputes() {
    try (TemporaryCluster cluster = TemporaryCluster.start(18, Clock.system());
        Session session = cluster.session()) {
      session.execute("CREATE TYPE pair AS (number int, word text)");
      for (int i = 0; i < TABLES.size(); i++) {
        String table = "odd_" + i;
        session.execute(TABLES.get(i).formatted(table));
        session.execute("INSERT INTO " + table + " " + (i == 0 ? "DEFAULT VALUES" : ROWS.get(i)));
      }
      session.execute("INSERT INTO odd_0 DEFAULT VALUES");
      session.execute("ALTER TABLE odd_4 DROP gone, DROP also_gone");
      session.execute("CREATE MATERIALIZED VIEW odd_seen AS SELECT * FROM odd_2");
      assertThat(compared(session, "odd_")).isEqualTo(TABLES.size() + 1);
    }
  }

  /// In an encoding of its own, bytes are those of the server, not those of the connection.
  @Test
  void aDatabaseOfAnotherEncodingIsReadInItsBytes() {
    try (TemporaryCluster cluster = TemporaryCluster.start(18, Clock.system())) {
      try (Session session = cluster.session()) {
        for (String encoding : List.of("LATIN1", "EUC_JP", "SQL_ASCII")) {
          session.execute(
              "CREATE DATABASE in_%s ENCODING '%s' LOCALE 'C' TEMPLATE template0"
                  .formatted(encoding, encoding));
        }
      }
      for (String database : List.of("in_latin1", "in_euc_jp", "in_sql_ascii")) {
        try (Session session = cluster.session(database)) {
          session.execute("CREATE TABLE word (it text)");
          session.execute(
              "INSERT INTO word VALUES (chr(%d)), ('a,b'), (NULL)"
                  .formatted(database.equals("in_latin1") ? 0xe9 : 0x41));
          assertThat(compared(session, "word")).as(database).isEqualTo(1);
        }
      }
    }
  }

  @Test
  void theHashIsThatOfTheServer() {
    Random random = new Random(7);
    try (TemporaryCluster cluster = TemporaryCluster.start(18, Clock.system());
        Session session = cluster.session()) {
      for (int length = 0; length < 64; length++) {
        byte[] text = new byte[length];
        for (int i = 0; i < length; i++) {
          text[i] = (byte) (1 + random.nextInt(126));
        }
        long seed = length % 5 == 0 ? 0 : random.nextLong();
        long other = length % 7 == 0 ? 0 : random.nextLong();
        assertThat(RowHash.of(text, length, seed, other))
            .as("length %d", length)
            .isEqualTo(new RowHash.Pair(hash(session, text, seed), hash(session, text, other)));
      }
    }
  }

  private static long hash(Session session, byte[] text, long seed) {
    return session.number(
        "SELECT hashtextextended(?, ?::bigint)", new String(text, StandardCharsets.US_ASCII), seed);
  }

  /// The lines come in pieces of any size.
  @Test
  void whereAPieceEndsDoesNotMatter() {
    byte[] copied = "1\ta\\\\b\\N\t\\N\n2\t\t\\t\n".getBytes(StandardCharsets.US_ASCII);
    Set<DigestSums> found = new HashSet<>();
    for (int size = 1; size <= copied.length; size++) {
      CopiedRows rows = new CopiedRows(3);
      for (int at = 0; at < copied.length; at += size) {
        rows.accept(Arrays.copyOfRange(copied, at, Math.min(copied.length, at + size)));
      }
      found.add(rows.sums());
    }
    assertThat(found).hasSize(1);
    assertThat(found.iterator().next().rows()).isEqualTo(2);
  }

  /// How many relations were compared.
  private static int compared(Session session, String prefix) {
    int count = 0;
    // A table that is read by COPY needs no other session.
    Session closed = Session.open(session.settings(), SessionOptions.onOwnServer("ballast test"));
    closed.close();
    RelationReader reader = new RelationReader(new SharedSession(closed));
    for (Relation relation : Relation.all(session, false)) {
      if (!relation.name().name().name().startsWith(prefix)) {
        continue;
      }
      assertThat(relation.means()).isEqualTo(Relation.Means.COPY);
      DigestQuery byQuery = new DigestQuery(session, relation, () -> {});
      TableDigest expected = byQuery.take(new Coverage.Full());
      assertThat(reader.read(session, relation, new Coverage.Full()))
          .isEqualTo(new RelationReader.Outcome.Read(expected));
      count++;
    }
    return count;
  }
}
