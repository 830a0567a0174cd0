package dev.ballast.sql.tree;

import static dev.ballast.sql.tree.Reading.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.sql.LockMode;
import dev.ballast.sql.tree.IndexStatement.AlterStatistics;
import dev.ballast.sql.tree.IndexStatement.CreateIndex;
import dev.ballast.sql.tree.IndexStatement.CreateStatistics;
import dev.ballast.sql.tree.IndexStatement.Reindex;
import dev.ballast.sql.tree.MaintenanceStatement.Analyze;
import dev.ballast.sql.tree.MaintenanceStatement.Checkpoint;
import dev.ballast.sql.tree.MaintenanceStatement.Cluster;
import dev.ballast.sql.tree.MaintenanceStatement.Vacuum;
import dev.ballast.sql.tree.SequenceStatement.AlterSequence;
import dev.ballast.sql.tree.SequenceStatement.CreateSequence;
import dev.ballast.sql.tree.TableStatement.AlterTableAll;
import dev.ballast.sql.tree.TableStatement.LockTable;
import dev.ballast.sql.tree.TableStatement.Truncate;
import dev.ballast.sql.tree.ViewStatement.CreateView;
import dev.ballast.sql.tree.ViewStatement.RefreshMaterializedView;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndexAndViewTest {
  private static final QualifiedName T = QualifiedName.of("s", "t");

  @Test
  void aPlainIndex() {
    assertThat(read(CreateIndex.class, "CREATE INDEX ON s.t (a)"))
        .isEqualTo(
            new CreateIndex(
                Optional.empty(),
                T,
                false,
                false,
                false,
                new CreateIndex.Shape(
                    "btree",
                    false,
                    false,
                    List.of(
                        new IndexKey(
                            Optional.of("a"),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            false,
                            Optional.empty())),
                    List.of(),
                    Optional.empty(),
                    List.of(),
                    Optional.empty())));
  }

  @Test
  void anIndexWithAllItCanHave() {
    CreateIndex index =
        read(
            CreateIndex.class,
            """
            CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON ONLY s.t USING gin
              (a COLLATE "C" s.ops DESC NULLS LAST, lower(b) NULLS FIRST) INCLUDE (c, d)
              NULLS NOT DISTINCT WITH (fastupdate = off) TABLESPACE fast WHERE a > 0""");

    assertThat(index.name()).contains("i");
    assertThat(index.only()).isTrue();
    assertThat(index.shape().method()).isEqualTo("gin");
    assertThat(index.shape().unique()).isTrue();
    assertThat(index.concurrently()).isTrue();
    assertThat(index.ifNotExists()).isTrue();
    assertThat(index.shape().nullsNotDistinct()).isTrue();
    assertThat(index.shape().includes()).containsExactly("c", "d");
    assertThat(index.shape().where()).isPresent();
    assertThat(index.shape().tablespace()).contains("fast");
    assertThat(index.shape().options().getFirst().isOn()).isFalse();
    assertThat(index.keys().getFirst())
        .isEqualTo(
            new IndexKey(
                Optional.of("a"),
                Optional.empty(),
                Optional.of(QualifiedName.of("C")),
                Optional.of(QualifiedName.of("s", "ops")),
                true,
                Optional.of(false)));
    assertThat(index.keys().getLast().nullsFirst()).contains(true);
    assertThat(index.keys().getLast().expression()).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "REINDEX INDEX s.t,                        INDEX,    s.t, -, false, -",
        "REINDEX TABLE CONCURRENTLY s.t,           TABLE,    s.t, -, true,  -",
        "'REINDEX (CONCURRENTLY, TABLESPACE x) TABLE s.t', TABLE, s.t, -, true, x",
        "REINDEX (CONCURRENTLY off) TABLE s.t,     TABLE,    s.t, -, false, -",
        "REINDEX SCHEMA s,                         SCHEMA,   -,   s, false, -",
        "REINDEX DATABASE CONCURRENTLY d,          DATABASE, -,   d, true,  -",
        "REINDEX DATABASE,                         DATABASE, -,   -, false, -",
        "REINDEX SYSTEM d,                         SYSTEM,   -,   d, false, -"
      })
  void reindexTellsWhatItRebuilds(
      String sql,
      Reindex.Kind kind,
      String relation,
      String name,
      boolean concurrently,
      String space) {
    assertThat(read(Reindex.class, sql))
        .isEqualTo(
            new Reindex(
                kind,
                Optional.ofNullable(relation).map(any -> T),
                Optional.ofNullable(name),
                concurrently,
                Optional.ofNullable(space)));
  }

  @Test
  void statisticsOfSeveralColumns() {
    CreateStatistics statistics =
        read(
            CreateStatistics.class,
            "CREATE STATISTICS IF NOT EXISTS s.st (mcv, ndistinct) ON a, lower(b) FROM s.t");

    assertThat(statistics.name()).contains(QualifiedName.of("s", "st"));
    assertThat(statistics.kinds()).containsExactly("mcv", "ndistinct");
    assertThat(statistics.columns()).containsExactly("a");
    assertThat(statistics.expressions()).hasSize(1);
    assertThat(Walk.of(statistics).relations()).containsExactly(T);
    assertThat(read(AlterStatistics.class, "ALTER STATISTICS s.t SET STATISTICS 50"))
        .isEqualTo(new AlterStatistics(T, Optional.of(50), false));
    assertThat(read(AlterStatistics.class, "ALTER STATISTICS s.t SET STATISTICS DEFAULT").target())
        .isEmpty();
  }

  @Test
  void aViewHoldsItsQuery() {
    CreateView view =
        read(
            CreateView.class,
            """
            CREATE OR REPLACE TEMP VIEW v (x, y) WITH (security_invoker)
            AS SELECT f(a), b FROM s.t WITH CASCADED CHECK OPTION""");

    assertThat(view.name()).isEqualTo(QualifiedName.of("v"));
    assertThat(view.columns()).containsExactly("x", "y");
    assertThat(view.replace()).isTrue();
    assertThat(view.persistence()).isEqualTo(Persistence.TEMPORARY);
    assertThat(view.options().getFirst().isOn()).isTrue();
    assertThat(view.options().getFirst().value()).isEmpty();
    assertThat(view.checkOption()).isEqualTo(CreateView.CheckOption.CASCADED);
    assertThat(view.query().targets()).hasSize(2);
    assertThat(Walk.of(view).relations()).containsExactly(QualifiedName.of("v"), T);
  }

  @ParameterizedTest
  @CsvSource({
    "CREATE VIEW v AS SELECT 1,                         NONE",
    "CREATE VIEW v AS SELECT 1 WITH LOCAL CHECK OPTION, LOCAL",
    "CREATE VIEW v AS SELECT 1 WITH CHECK OPTION,       CASCADED"
  })
  void aViewMayCheckWhatIsWritten(String sql, CreateView.CheckOption expected) {
    assertThat(read(CreateView.class, sql).checkOption()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "REFRESH MATERIALIZED VIEW s.t,              false, true",
    "REFRESH MATERIALIZED VIEW CONCURRENTLY s.t, true,  true",
    "REFRESH MATERIALIZED VIEW s.t WITH NO DATA, false, false"
  })
  void aMaterializedViewIsRefreshed(String sql, boolean concurrently, boolean withData) {
    assertThat(read(RefreshMaterializedView.class, sql))
        .isEqualTo(new RefreshMaterializedView(T, concurrently, withData));
  }

  @ParameterizedTest
  @CsvSource({
    "ACCESS SHARE",
    "ROW SHARE",
    "ROW EXCLUSIVE",
    "SHARE UPDATE EXCLUSIVE",
    "SHARE",
    "SHARE ROW EXCLUSIVE",
    "EXCLUSIVE",
    "ACCESS EXCLUSIVE"
  })
  void lockTableNamesItsMode(String mode) {
    LockTable lock = read(LockTable.class, "LOCK TABLE s.t, u IN " + mode + " MODE NOWAIT");

    assertThat(lock.tables()).containsExactly(T, QualifiedName.of("u"));
    assertThat(lock.mode().sql()).isEqualTo(mode);
    assertThat(lock.nowait()).isTrue();
  }

  @Test
  void lockTableWithoutAModeTakesTheStrongest() {
    assertThat(read(LockTable.class, "LOCK s.t"))
        .isEqualTo(new LockTable(List.of(T), LockMode.ACCESS_EXCLUSIVE, false));
  }

  @Test
  void truncateTellsHowFarItGoes() {
    assertThat(read(Truncate.class, "TRUNCATE s.t"))
        .isEqualTo(new Truncate(List.of(T), false, false));
    assertThat(read(Truncate.class, "TRUNCATE TABLE s.t RESTART IDENTITY CASCADE"))
        .isEqualTo(new Truncate(List.of(T), true, true));
  }

  @Test
  void allRelationsOfATablespaceMove() {
    assertThat(
            read(
                AlterTableAll.class,
                "ALTER INDEX ALL IN TABLESPACE a OWNED BY r, s SET TABLESPACE b NOWAIT"))
        .isEqualTo(new AlterTableAll(ObjectKind.INDEX, "a", List.of("r", "s"), "b", true));
  }

  @Test
  void aSequenceHasOptions() {
    SequenceOptions options =
        read(
                CreateSequence.class,
                "CREATE SEQUENCE s.t AS smallint INCREMENT 2 MINVALUE -3 MAXVALUE 9223372036854775807"
                    + " START 5 CACHE 7 NO CYCLE OWNED BY a.b.c")
            .options();

    assertThat(options.type().orElseThrow().canonical()).isEqualTo("smallint");
    assertThat(options.increment()).contains(2L);
    assertThat(options.minimum()).contains(-3L);
    assertThat(options.maximum()).contains(Long.MAX_VALUE);
    assertThat(options.start()).contains(5L);
    assertThat(options.cache()).contains(7L);
    assertThat(options.cycle()).contains(false);
    assertThat(options.ownedBy()).containsExactly("a", "b", "c");
    assertThat(options.restarts()).isFalse();
  }

  @Test
  void aSequenceIsChanged() {
    AlterSequence alter =
        read(AlterSequence.class, "ALTER SEQUENCE IF EXISTS s.t RESTART OWNED BY NONE NO MINVALUE");

    assertThat(alter.name()).isEqualTo(T);
    assertThat(alter.ifExists()).isTrue();
    assertThat(alter.options().restarts()).isTrue();
    assertThat(alter.options().restartWith()).isEmpty();
    assertThat(alter.options().ownedBy()).containsExactly("none");
    assertThat(alter.options().minimum()).isEmpty();
    assertThat(alter.options().options())
        .extracting(Option::name)
        .containsExactly("restart", "owned_by", "minvalue");
  }

  @ParameterizedTest
  @CsvSource({
    "VACUUM,                       false, false, 0",
    "VACUUM FULL s.t,              true,  false, 1",
    "VACUUM ANALYZE s.t (a),       false, true,  1",
    "'VACUUM (FULL, ANALYZE) s.t, u', true, true, 2",
    "VACUUM (FULL false) s.t,      false, false, 1"
  })
  void vacuumTellsHowThorough(String sql, boolean full, boolean analyze, int tables) {
    Vacuum vacuum = read(Vacuum.class, sql);

    assertThat(vacuum.full()).isEqualTo(full);
    assertThat(vacuum.analyze()).isEqualTo(analyze);
    assertThat(vacuum.tables()).hasSize(tables);
  }

  @Test
  void otherMaintenance() {
    assertThat(read(Analyze.class, "ANALYZE s.t (a, b)").tables()).containsExactly(T);
    assertThat(read(Cluster.class, "CLUSTER s.t USING i"))
        .isEqualTo(new Cluster(Optional.of(T), Optional.of("i")));
    assertThat(read(Cluster.class, "CLUSTER"))
        .isEqualTo(new Cluster(Optional.empty(), Optional.empty()));
    assertThat(read(Checkpoint.class, "CHECKPOINT")).isEqualTo(new Checkpoint());
  }
}
