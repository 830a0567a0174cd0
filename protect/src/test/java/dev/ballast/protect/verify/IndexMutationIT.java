package dev.ballast.protect.verify;

import static dev.ballast.protect.verify.IndexPage.Which.FIRST;
import static dev.ballast.protect.verify.IndexPage.Which.LAST;
import static dev.ballast.protect.verify.IndexPage.Which.MIDDLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.LevelResult;
import dev.ballast.evidence.Verdict;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.StopMode;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.protect.DocumentedScore;
import dev.ballast.protect.confine.ConfinableCluster;
import dev.ballast.protect.confine.ConfinedCopy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// One entry is damaged in an index of every access method, in every place of it, with valid
/// checksums; each index must be named as damaged, and none before it was.
class IndexMutationIT {
  /// An index, by what stands behind CREATE INDEX ... ON t, and its table's rows.
  ///
  /// @param key of row `g`
  private record Kind(String index, String key, int rows, List<Damage> damages) {}

  /// @param last the last page of its kind rather than the first
  private record Damage(String what, IndexPlace place, boolean last, Consumer<ByteBuffer> inflict) {
    static Damage first(String what, IndexPlace place, Consumer<ByteBuffer> inflict) {
      return new Damage(what, place, false, inflict);
    }

    static Damage last(String what, IndexPlace place, Consumer<ByteBuffer> inflict) {
      return new Damage(what, place, true, inflict);
    }
  }

  private record Mutation(String table, Kind kind, Damage damage) {
    boolean isPending() {
      return damage.place() == IndexPlace.GIN_PENDING;
    }

    String rows() {
      return "INSERT INTO %s SELECT g, %s FROM generate_series(1, %d) g"
          .formatted(table, kind.key(), kind.rows());
    }

    String display() {
      return "%s: %s".formatted(kind.index(), damage.what());
    }
  }

  private static List<Damage> leaf(IndexPlace place, int address) {
    return List.of(
        Damage.first("first entry lost", place, IndexPage.loses(FIRST)),
        Damage.last("last entry lost", place, IndexPage.loses(LAST)),
        Damage.first(
            "entry leads to another row", place, IndexPage.leadsElsewhere(MIDDLE, address)));
  }

  private static List<Damage> with(List<Damage> some, Damage... more) {
    List<Damage> all = new ArrayList<>(some);
    all.addAll(List.of(more));
    return all;
  }

  private static final List<Damage> GIST =
      with(
          leaf(IndexPlace.GIST_LEAF, 0),
          Damage.first("downlink lost", IndexPlace.GIST_INNER, IndexPage.loses(LAST)));

  private static final List<Damage> ONE_OF_GIST =
      List.of(Damage.last("entry lost", IndexPlace.GIST_LEAF, IndexPage.loses(MIDDLE)));

  private static final List<Damage> SPGIST =
      List.of(
          Damage.first(
              "entry leads to another row",
              IndexPlace.SPGIST_LEAF,
              IndexPage.leadsElsewhere(MIDDLE, 6)),
          Damage.last(
              "last entry leads to another row",
              IndexPlace.SPGIST_LEAF,
              IndexPage.leadsElsewhere(LAST, 6)));

  private static final List<Damage> HASH =
      with(
          leaf(IndexPlace.HASH_BUCKET, 0),
          Damage.first(
              "hash code changed", IndexPlace.HASH_BUCKET, IndexPage.changesKey(MIDDLE, 8)),
          Damage.first(
              "entry of the overflow page lost", IndexPlace.HASH_OVERFLOW, IndexPage.loses(MIDDLE)),
          Damage.last(
              "last entry of the overflow page lost",
              IndexPlace.HASH_OVERFLOW,
              IndexPage.loses(LAST)),
          Damage.first("mask of buckets changed", IndexPlace.HASH_META, IndexPage.flips(52, 1)));

  private static final List<Damage> GIN =
      List.of(
          Damage.first("first key lost", IndexPlace.GIN_ENTRIES, IndexPage.loses(FIRST)),
          Damage.last("last key lost", IndexPlace.GIN_ENTRIES, IndexPage.loses(LAST)),
          Damage.first(
              "list of rows changed", IndexPlace.GIN_ENTRIES, IndexMutationIT::changesList));

  /// A tuple of BRIN begins with its range's first block: `BrinTuple` in `brin_tuple.h`.
  private static final List<Damage> BRIN =
      List.of(
          Damage.first(
              "first summary is that of the last range",
              IndexPlace.BRIN_REGULAR,
              IndexPage.describesAnother(FIRST, LAST, 8)),
          Damage.last(
              "last summary is that of the first range",
              IndexPlace.BRIN_REGULAR,
              IndexPage.describesAnother(LAST, FIRST, 8)));

  /// What JSON can be beside objects with values: empty, scalars, arrays within arrays, repeated
  /// values, equal numbers that are written otherwise, keys that need quotes.
  private static final String ODD_DOCUMENTS =
      """
      (ARRAY['{}', '[]', '5', '"a"', 'null', '{"a": {}}', '{"a": [], "b": 1}', '[[1], [2, [3]]]', '[5, "a"]',
             '{"n": 1}', '{"n": 1.0}', '{"n": [1, 1, 1.00]}', '{"a \\" \\\\ b": null}', '{"": true}',
             '{"id": ' || g || ', "b": {"c": [{"d": "' || g % 9 || '"}, {"d": "x"}]}}'])[g % 15 + 1]::jsonb""";

  private static final List<Kind> KINDS =
      List.of(
          new Kind("hash (k)", "g % 7", 6000, HASH),
          new Kind("hash (k)", "md5(g::text)", 2000, leaf(IndexPlace.HASH_BUCKET, 0)),
          new Kind("hash (k text_pattern_ops)", "md5(g::text)", 2000, List.of(HASH.get(0))),
          new Kind("hash (k varchar_ops)", "md5(g::text)::varchar(40)", 2000, List.of(HASH.get(1))),
          new Kind("hash (lower(k))", "'K' || g", 2000, List.of(HASH.get(2))),
          new Kind("hash (k) WHERE g % 2 = 0", "g", 2000, List.of(HASH.get(0))),
          new Kind("gist (k)", "point(g, g % 97)", 2000, GIST),
          new Kind("gist (k)", "box(point(g, g), point(g + 1, g + 1))", 2000, GIST),
          new Kind("gist (k)", "int4range(g, g + 5)", 2000, GIST),
          new Kind("gist (k)", "polygon(box(point(g, g), point(g + 1, g + 1)))", 800, ONE_OF_GIST),
          new Kind("gist (k)", "circle(point(g, g), 1)", 800, ONE_OF_GIST),
          new Kind(
              "gist (k)",
              "int4multirange(int4range(g, g + 2), int4range(g + 5, g + 6))",
              800,
              ONE_OF_GIST),
          new Kind(
              "gist (k inet_ops)",
              "('10.0.' || g / 250 || '.' || g % 250)::inet",
              800,
              ONE_OF_GIST),
          new Kind(
              "gist (k)",
              "to_tsvector('simple', 'it''s word' || g || ' w' || g % 10)",
              800,
              ONE_OF_GIST),
          new Kind("gist (k gist_trgm_ops)", "'name ' || md5(g::text)", 800, ONE_OF_GIST),
          new Kind("gist (k gist__int_ops)", "ARRAY[g, g + 1]", 800, ONE_OF_GIST),
          new Kind("gist (k)", "hstore('a' || g, 'b')", 800, ONE_OF_GIST),
          new Kind("gist (k)", "('top.a' || g)::ltree", 800, ONE_OF_GIST),
          new Kind("gist (k)", "ARRAY['top.a' || g, 'x']::ltree[]", 800, ONE_OF_GIST),
          new Kind("gist (k)", "g / 3.0", 800, GIST),
          new Kind("gist (k, (g % 3))", "nullif(g, 5)", 800, ONE_OF_GIST),
          new Kind("gist (k) WHERE g % 2 = 0", "int4range(g, g + 5)", 800, ONE_OF_GIST),
          new Kind("gist (k)", "CASE WHEN g % 3 > 0 THEN point(g, g) END", 800, ONE_OF_GIST),
          new Kind("spgist (k)", "point(g, g % 97)", 2000, SPGIST),
          new Kind("spgist (k kd_point_ops)", "point(g, g % 97)", 2000, SPGIST),
          new Kind("spgist (k)", "'name ' || md5(g::text)", 2000, SPGIST),
          new Kind("spgist (k)", "int4range(g, g + 5)", 2000, SPGIST),
          new Kind("spgist (k)", "box(point(g, g), point(g + 1, g + 1))", 2000, SPGIST),
          new Kind(
              "spgist (k)",
              "polygon(box(point(g, g), point(g + 1, g + 1)))",
              800,
              List.of(SPGIST.get(0))),
          new Kind(
              "spgist (k)",
              "('10.0.' || g / 250 || '.' || g % 250)::inet",
              800,
              List.of(SPGIST.get(0))),
          new Kind(
              "spgist (k)",
              "CASE WHEN g % 3 > 0 THEN 'n' || g END",
              800,
              List.of(
                  Damage.first(
                      "entry of nulls leads to another row",
                      IndexPlace.SPGIST_NULLS,
                      IndexPage.leadsElsewhere(MIDDLE, 6)))),
          new Kind(
              "gist (k) INCLUDE (g)",
              "point(g, g)",
              800,
              List.of(
                  Damage.first(
                      "included value changed",
                      IndexPlace.GIST_LEAF,
                      IndexPage.changesKey(FIRST, 8)))),
          new Kind(
              "spgist (k) INCLUDE (g)",
              "point(g, g)",
              800,
              List.of(
                  Damage.first(
                      "included value changed",
                      IndexPlace.SPGIST_LEAF,
                      IndexPage.changesKey(FIRST, 8)))),
          new Kind("gin (k)", "ARRAY['t' || g % 9, 'u' || g, NULL]", 2000, GIN),
          new Kind(
              "gin (k)",
              "CASE WHEN g % 2 = 0 THEN ARRAY[]::int[] ELSE ARRAY[g] END",
              800,
              List.of(GIN.get(1))),
          new Kind("gin (k)", "jsonb_build_object('id', g, 'k', ARRAY[g % 3])", 2000, GIN),
          new Kind(
              "gin (k jsonb_path_ops)",
              "jsonb_build_object('id', g, 'k', ARRAY[g % 3])",
              2000,
              GIN),
          new Kind(
              "gin (k)",
              "to_tsvector('simple', 'word' || g || ' common it''s ' || md5(g::text))",
              2000,
              GIN),
          new Kind("gin (k)", ODD_DOCUMENTS, 2000, GIN),
          new Kind("gin (k jsonb_path_ops)", ODD_DOCUMENTS, 2000, GIN),
          new Kind(
              "gin (k jsonb_path_ops)",
              "jsonb_build_object('id', g, 'all', 0)",
              8000,
              List.of(
                  Damage.first(
                      "posting tree changed",
                      IndexPlace.GIN_POSTING_LEAF,
                      IndexPage.flips(24 + 8 + 4, 1)))),
          new Kind(
              "gin (k)",
              "CASE WHEN g % 3 = 0 THEN '' ELSE 'all w' || g % 2000 END::tsvector",
              8000,
              List.of(
                  Damage.first(
                      "posting tree changed",
                      IndexPlace.GIN_POSTING_LEAF,
                      IndexPage.flips(24 + 8 + 4, 1)),
                  GIN.get(0))),
          new Kind("gin (k gin_trgm_ops)", "'name ' || md5(g::text)", 800, GIN),
          new Kind("gin (k)", "hstore('a' || g, nullif('b', 'b'))", 800, GIN),
          new Kind("gin (k gin__int_ops)", "ARRAY[g, g % 5]", 800, GIN),
          new Kind("gin (k, (g % 3))", "g", 800, GIN),
          new Kind("gin (k) WHERE g % 2 = 0", "ARRAY[g, g % 5]", 800, List.of(GIN.get(0))),
          new Kind(
              "gin (k)",
              "ARRAY[g, 0]",
              8000,
              List.of(
                  Damage.first(
                      "downlinks exchanged", IndexPlace.GIN_INNER, IndexPage.exchangesDownlinks()),
                  Damage.first(
                      "posting tree changed",
                      IndexPlace.GIN_POSTING_LEAF,
                      IndexPage.flips(24 + 8 + 4, 1)),
                  Damage.last(
                      "last page of a posting tree changed",
                      IndexPlace.GIN_POSTING_LEAF,
                      IndexPage.flips(24 + 8 + 4, 1)))),
          new Kind(
              "gin (k) WITH (fastupdate = on, gin_pending_list_limit = 4096)",
              "ARRAY[g, g % 5]",
              300,
              List.of(
                  Damage.first(
                      "pending entry lost", IndexPlace.GIN_PENDING, IndexPage.loses(FIRST)),
                  Damage.last(
                      "last pending entry leads to another row",
                      IndexPlace.GIN_PENDING,
                      IndexPage.leadsElsewhere(LAST, 0)))),
          new Kind("brin (k) WITH (pages_per_range = 2)", "g", 2000, BRIN),
          new Kind("brin (k int4_bloom_ops) WITH (pages_per_range = 2)", "g", 2000, BRIN),
          new Kind("brin (k int4_minmax_multi_ops) WITH (pages_per_range = 2)", "g", 2000, BRIN),
          new Kind("brin (k) WITH (pages_per_range = 2)", "int4range(g, g + 5)", 2000, BRIN),
          new Kind(
              "brin (k) WITH (pages_per_range = 2)",
              "('10.0.' || g / 250 || '.' || g % 250)::inet",
              2000,
              List.of(BRIN.get(1))),
          new Kind(
              "bloom (k, g)",
              "g % 50",
              2000,
              List.of(
                  Damage.first(
                      "signature changed", IndexPlace.BLOOM_DATA, IndexPage.empties(24 + 6, 10)),
                  Damage.first(
                      "entry leads to another row",
                      IndexPlace.BLOOM_DATA,
                      IndexPage.flips(24 + 4, 1)))),
          new Kind(
              "btree (k text_pattern_ops) INCLUDE (g)",
              "md5(g::text)",
              2000,
              with(
                  leaf(IndexPlace.BTREE_LEAF, 0),
                  Damage.first("downlink lost", IndexPlace.BTREE_INNER, IndexPage.loses(MIDDLE)))),
          new Kind(
              "btree (k)",
              "decode(repeat(md5(g::text), 30), 'hex')",
              2000,
              with(
                  leaf(IndexPlace.BTREE_LEAF, 0),
                  Damage.first("key changed", IndexPlace.BTREE_LEAF, IndexPage.changesKey(LAST, 9)),
                  Damage.first(
                      "root's downlink lost", IndexPlace.BTREE_ROOT, IndexPage.loses(LAST)),
                  Damage.first(
                      "root's key changed", IndexPlace.BTREE_ROOT, IndexPage.changesKey(LAST, 9)),
                  Damage.first(
                      "root's downlinks exchanged",
                      IndexPlace.BTREE_ROOT,
                      IndexPage.exchangesDownlinks()),
                  Damage.last(
                      "inner key changed", IndexPlace.BTREE_INNER, IndexPage.changesKey(MIDDLE, 9)),
                  Damage.last(
                      "inner downlinks exchanged",
                      IndexPlace.BTREE_INNER,
                      IndexPage.exchangesDownlinks()))));

  /// The first row's number in a list of rows, behind the key of an entry.
  private static void changesList(ByteBuffer page) {
    int entry = IndexPage.offset(page, MIDDLE.of(page));
    int blocks =
        Short.toUnsignedInt(page.getShort(entry)) << 16
            | Short.toUnsignedInt(page.getShort(entry + 2));
    int list = entry + (blocks & 0x7FFFFFFF);
    page.putShort(list + 4, (short) (page.getShort(list + 4) ^ 1));
  }

  private static List<Mutation> mutations() {
    List<Mutation> all = new ArrayList<>();
    for (Kind kind : KINDS) {
      for (Damage damage : kind.damages()) {
        all.add(new Mutation("m" + all.size(), kind, damage));
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.TestedMajors#outermost")
  void everyDamagedEntryIsDetected(int major) throws IOException {
    List<Mutation> mutations = mutations();
    Map<Mutation, Path> files = new LinkedHashMap<>();
    try (TemporaryCluster cluster =
        ConfinableCluster.of(major).setting("autovacuum", "off").start()) {
      try (Session session = cluster.session()) {
        for (String extension :
            List.of("btree_gist", "btree_gin", "pg_trgm", "intarray", "hstore", "ltree", "bloom")) {
          session.execute("CREATE EXTENSION " + extension);
        }
        for (Mutation mutation : mutations) {
          make(session, mutation);
          files.put(
              mutation, PageEdit.fileOf(session, cluster.dataDirectory(), mutation.table() + "_i"));
        }
        session.execute("ANALYZE");
      }
      ConfinedCopy copy = ConfinedCopy.confine(cluster.settings("template1"), major);
      LevelResult before = StructureCheck.check(copy, CheckSettings.defaults(), Clock.system());
      assertThat(before.verdict()).as(before.toString()).isEqualTo(Verdict.proved());
      // What waits in a pending list is sorted into the index by the check itself.
      try (Session owner = copy.as("postgres", "postgres", Duration.ofMinutes(1))) {
        mutations.stream().filter(Mutation::isPending).forEach(m -> owner.execute(m.rows()));
      }
      cluster.stop(StopMode.FAST);
      List<String> lines = new ArrayList<>();
      files.forEach((mutation, file) -> inflict(mutation, file));
      cluster.start();
      LevelResult result = StructureCheck.check(copy, CheckSettings.defaults(), Clock.system());
      List<String> survivors = new ArrayList<>();
      for (Mutation mutation : mutations) {
        List<String> facts =
            result.facts().stream()
                .filter(f -> f.contains("public." + mutation.table() + "_i"))
                .toList();
        boolean detected = facts.stream().anyMatch(f -> f.startsWith("postgres: "));
        lines.add("%s %s".formatted(detected ? "detected " : "SURVIVED ", mutation.display()));
        if (!detected) {
          survivors.add(mutation + " " + facts);
        }
      }
      lines.add("score: %d of %d".formatted(lines.size() - survivors.size(), lines.size()));
      Files.write(Path.of("target", "index-mutations-" + major + ".txt"), lines);
      assertThat(survivors).isEmpty();
      DocumentedScore.assertRow(
          IndexMutationIT.class, mutations.size(), "%d kinds of keys".formatted(KINDS.size()));
    }
  }

  private static void make(Session session, Mutation mutation) {
    String table = mutation.table();
    session.execute(
        "CREATE TABLE %s AS SELECT g, %s AS k FROM generate_series(1, 0) g"
            .formatted(table, mutation.kind().key()));
    if (!mutation.isPending()) {
      session.execute(mutation.rows());
    }
    session.execute(
        "CREATE INDEX %s_i ON %s USING %s".formatted(table, table, mutation.kind().index()));
  }

  private static void inflict(Mutation mutation, Path file) {
    Damage damage = mutation.damage();
    List<Integer> blocks = damage.place().in(file);
    assertThat(blocks).as(mutation.display()).isNotEmpty();
    int block = damage.last() ? blocks.getLast() : blocks.getFirst();
    new PageEdit(file, block).alter(damage.inflict());
  }
}
