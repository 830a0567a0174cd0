package dev.ballast.protect.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.LevelResult;
import dev.ballast.evidence.Verdict;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.page.PageChecksumReport;
import dev.ballast.postgres.page.PageChecksums;
import dev.ballast.postgres.page.PageFailure;
import dev.ballast.postgres.server.StopMode;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.protect.confine.ConfinableCluster;
import dev.ballast.protect.confine.ConfinedCopy;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StructureCheckIT {
  /// One index of each kind on a table of 500 rows, and the rows that it will not know about.
  private static final List<String> BLINDED =
      List.of(
          "btree (id)",
          "hash (id)",
          "gin (tags)",
          "gist (at)",
          "spgist (at)",
          "brin (id) WITH (pages_per_range = 1)");

  private static LevelResult check(TemporaryCluster cluster) {
    return StructureCheck.check(
        ConfinedCopy.confine(
            cluster.settings("template1"), cluster.installation().version().major()),
        CheckSettings.defaults(),
        Clock.system());
  }

  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.TestedMajors#outermost")
  void findsNothingWrongWithAHealthyDatabaseHoweverOdd(int major) {
    try (TemporaryCluster cluster = OddSchema.cluster(major)) {
      OddSchema.create(cluster);
      LevelResult result = check(cluster);
      assertThat(result.facts()).isEmpty();
      assertThat(result.verdict()).isEqualTo(Verdict.proved());
      cluster.stop(StopMode.FAST);
      PageChecksumReport pages = PageChecksums.verify(cluster.dataDirectory(), 2);
      assertThat(pages.first()).isEmpty();
      assertThat(StructureCheck.join(result, pages).verdict()).isEqualTo(Verdict.proved());
      assertThat(pages.pages()).isGreaterThan(1000);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.TestedMajors#outermost")
  void namesEachIndexThatMissesRows(int major) {
    try (TemporaryCluster cluster = ConfinableCluster.start(major);
        Session session = cluster.session()) {
      for (int i = 0; i < BLINDED.size(); i++) {
        session.execute("CREATE TABLE t%d (id int, tags text[], at point)".formatted(i));
        insert(session, i, 1, 500);
        session.execute("CREATE INDEX blinded%d ON t%d USING %s".formatted(i, i, BLINDED.get(i)));
      }
      session.execute(
          "UPDATE pg_index SET indisready = false WHERE indexrelid::regclass::text LIKE 'blinded%'");
      for (int i = 0; i < BLINDED.size(); i++) {
        insert(session, i, 501, 503);
      }
      session.execute(
          "UPDATE pg_index SET indisready = true WHERE indexrelid::regclass::text LIKE 'blinded%'");
      LevelResult result = check(cluster);
      assertThat(result.verdict()).isInstanceOf(Verdict.Refuted.class);
      assertThat(result.facts())
          .anyMatch(fact -> fact.startsWith("postgres: btree public.blinded0: heap tuple"))
          .anyMatch(fact -> fact.endsWith("a full scan of it finds 500 rows, of the table 503"));
      for (int i = 1; i < BLINDED.size(); i++) {
        // Of a BRIN index only the least and the greatest key of each range are looked up.
        int lost = BLINDED.get(i).startsWith("brin") ? 1 : 3;
        String name =
            "index public.blinded%d: %d rows are not found by their own key".formatted(i, lost);
        assertThat(result.facts()).as(BLINDED.get(i)).anyMatch(fact -> fact.contains(name));
      }
      assertThat(result.facts())
          .hasSize(BLINDED.size() + 2)
          .anyMatch(
              fact ->
                  fact.startsWith("whether the source has the damage of postgres: btree public.b")
                      && fact.endsWith("this run does not know how to reach the source"));
    }
  }

  private static void insert(Session session, int table, int from, int to) {
    session.execute(
        """
        INSERT INTO t%d SELECT g, ARRAY['a' || g], point(g, g) FROM generate_series(%d, %d) g
        """
            .formatted(table, from, to));
  }

  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.TestedMajors#outermost")
  void namesDamagedHeapsAndIndexes(int major) {
    try (TemporaryCluster cluster = ConfinableCluster.start(major)) {
      Path pointer;
      Path value;
      Path flipped;
      Path flippedIndex;
      try (Session session = cluster.session()) {
        for (String table : List.of("pointer", "value", "flipped", "flipped_index")) {
          session.execute(
              "CREATE TABLE "
                  + table
                  + " AS SELECT g AS id, 'b' || g AS body FROM generate_series(1, 900) g");
          session.execute("CREATE INDEX on_" + table + " ON " + table + " (id)");
        }
        session.execute("VACUUM FREEZE");
        pointer = PageEdit.fileOf(session, cluster.dataDirectory(), "pointer");
        value = PageEdit.fileOf(session, cluster.dataDirectory(), "value");
        flipped = PageEdit.fileOf(session, cluster.dataDirectory(), "flipped");
        flippedIndex = PageEdit.fileOf(session, cluster.dataDirectory(), "on_flipped_index");
      }
      cluster.stop(StopMode.FAST);
      new PageEdit(pointer, 1).alter(PageEdit.breaksPointer(7));
      new PageEdit(value, 2).alter(PageEdit.changesFirstInt(3, 123456));
      flip(flipped, 3, 8000);
      flip(flippedIndex, 1, 8100);
      PageChecksumReport pages = PageChecksums.verify(cluster.dataDirectory(), 2);
      assertThat(pages.first())
          .extracting(PageFailure::file, PageFailure::block)
          .containsExactlyInAnyOrder(
              tuple(name(cluster, flipped), 3L), tuple(name(cluster, flippedIndex), 1L));
      cluster.start();
      LevelResult result = check(cluster);
      assertThat(result.verdict()).isInstanceOf(Verdict.Refuted.class);
      assertThat(result.facts())
          .anyMatch(
              f -> f.contains("heap public.pointer: 1 findings") && f.contains("block 1 item 7"))
          .anyMatch(f -> f.startsWith("postgres: btree public.on_value: heap tuple (2,3)"))
          .anyMatch(f -> f.startsWith("postgres: heap public.flipped: invalid page in block 3"))
          .anyMatch(
              f -> f.startsWith("postgres: btree public.on_flipped_index: invalid page in block 1"))
          .anyMatch(
              f -> f.startsWith("postgres: btree index public.on_flipped_index: invalid page"));
      assertThat(StructureCheck.join(result, pages).facts())
          .anyMatch(f -> f.startsWith(name(cluster, flipped) + " block 3: checksum "));
    }
  }

  private static void flip(Path file, int block, int at) {
    PageEdit edit = new PageEdit(file, block);
    byte[] page = edit.read();
    page[at] ^= 0x10;
    edit.write(page);
  }

  private static String name(TemporaryCluster cluster, Path file) {
    return cluster.dataDirectory().relativize(file).toString();
  }
}
