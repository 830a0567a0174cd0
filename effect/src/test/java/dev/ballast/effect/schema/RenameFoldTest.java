package dev.ballast.effect.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RenameFoldTest {
  private static final String SHOP =
      "CREATE TABLE t (id serial PRIMARY KEY, a int CHECK (a > 0));"
          + " CREATE INDEX t_a ON t (a);"
          + " CREATE TABLE u (t_id int REFERENCES t);"
          + " CREATE VIEW v AS SELECT id, a FROM t;"
          + " CREATE TRIGGER tr BEFORE INSERT ON t EXECUTE FUNCTION f();"
          + " CREATE PUBLICATION p FOR TABLE t;";

  @Test
  void everythingFollowsTheNewNameOfATable() {
    KnownSchema schema = Schemas.of(SHOP + "ALTER TABLE t RENAME TO n");

    assertThat(Schemas.tables(schema)).isEqualTo("n, u");
    assertThat(Schemas.constraints(schema, "n"))
        .isEqualTo("t_a_check CHECK(a), t_pkey PRIMARY_KEY(id)");
    assertThat(Schemas.indexes(schema, "n")).isEqualTo("t_a(a), t_pkey(id)");
    assertThat(Schemas.sequences(schema)).isEqualTo("t_id_seq of n.id");
    assertThat(Schemas.constraints(schema, "u")).isEqualTo("u_t_id_fkey FOREIGN_KEY(t_id)->n");
    assertThat(schema.viewsReading(Schemas.name("n"))).hasSize(1);
    assertThat(schema.triggersCalling(Schemas.name("f")))
        .containsExactly(new KnownTrigger("tr", Schemas.name("n"), Schemas.name("f")));
    assertThat(schema.publications().getFirst().publishes(Schemas.name("n"))).isTrue();
    assertThat(schema.publications().getFirst().publishes(Schemas.name("t"))).isFalse();
  }

  @Test
  void aTableTakesIndexesAndSequencesToItsNewSchema() {
    KnownSchema schema = Schemas.of(SHOP + "ALTER TABLE t SET SCHEMA s");

    assertThat(Schemas.tables(schema)).isEqualTo("s.t, u");
    assertThat(Schemas.indexes(schema, "s.t")).isEqualTo("s.t_a(a), s.t_pkey(id)");
    assertThat(schema.index(Schemas.name("t_a"))).isEmpty();
    assertThat(Schemas.sequences(schema)).isEqualTo("s.t_id_seq of s.t.id");
    assertThat(schema.referencing(Schemas.name("s.t"))).hasSize(1);
  }

  @Test
  void aTableMadeUnderTheOldNameChoosesNamesBesideThoseThatWereKept() {
    KnownSchema schema =
        Schemas.of(
            SHOP
                + "ALTER TABLE t RENAME TO t_old;"
                + " CREATE TABLE t (id serial PRIMARY KEY, a int CHECK (a > 0));");

    assertThat(Schemas.constraints(schema, "t"))
        .isEqualTo("t_a_check1 CHECK(a), t_pkey1 PRIMARY_KEY(id)");
    assertThat(Schemas.indexes(schema, "t")).isEqualTo("t_pkey1(id)");
    assertThat(Schemas.indexes(schema, "t_old")).isEqualTo("t_a(a), t_pkey(id)");
    assertThat(Schemas.sequences(schema)).isEqualTo("t_id_seq of t_old.id, t_id_seq1 of t.id");
    assertThat(schema.viewsReading(Schemas.name("t"))).isEmpty();
    assertThat(schema.viewsReading(Schemas.name("t_old"))).hasSize(1);
  }

  @Test
  void aTableThatPointsAtItselfStillDoes() {
    KnownSchema schema =
        Schemas.of(
            "CREATE TABLE t (id int PRIMARY KEY, up int REFERENCES t); ALTER TABLE t RENAME TO n");

    assertThat(Schemas.tables(schema)).isEqualTo("n");
    assertThat(Schemas.constraints(schema, "n"))
        .isEqualTo("t_pkey PRIMARY_KEY(id), t_up_fkey FOREIGN_KEY(up)->n");
  }

  @Test
  void theUsualSwapOfTwoTablesExchangesThem() {
    KnownSchema schema =
        Schemas.of(
            "CREATE TABLE t (a int); CREATE TABLE t_new (a bigint);"
                + " ALTER TABLE t RENAME TO t_old; ALTER TABLE t_new RENAME TO t");

    assertThat(Schemas.columns(schema, "t")).isEqualTo("a bigint");
    assertThat(Schemas.columns(schema, "t_old")).isEqualTo("a integer");
  }

  @Test
  void partitionsFollowTheirParent() {
    KnownSchema schema =
        Schemas.of(
            "CREATE TABLE p (a int) PARTITION BY LIST (a);"
                + " CREATE TABLE one PARTITION OF p FOR VALUES IN (1);"
                + " ALTER TABLE p RENAME TO q; ALTER TABLE q RENAME COLUMN a TO b");

    assertThat(schema.heirs(Schemas.name("q"))).hasSize(1);
    assertThat(Schemas.columns(schema, "one")).isEqualTo("b integer");
    assertThat(Schemas.table(schema, "q").partitionKey()).containsExactly("b");
  }

  @Test
  void aColumnIsRenamedWhereverItIsNamed() {
    KnownSchema schema =
        Schemas.of(
            SHOP
                + "ALTER TABLE t ADD g int GENERATED ALWAYS AS (a + 1) STORED;"
                + " CREATE INDEX t_few ON t (id) WHERE a > 5;"
                + " ALTER TABLE t RENAME COLUMN a TO b; ALTER TABLE t RENAME id TO nr");

    assertThat(Schemas.constraints(schema, "t"))
        .isEqualTo("t_a_check CHECK(b), t_pkey PRIMARY_KEY(nr)");
    assertThat(Schemas.indexes(schema, "t")).isEqualTo("t_a(b), t_few(nr), t_pkey(nr)");
    assertThat(Schemas.sequences(schema)).isEqualTo("t_id_seq of t.nr");
    assertThat(schema.view(Schemas.name("v")).orElseThrow().columnsRead())
        .extracting(ColumnRead::column)
        .containsExactly("nr", "b");
    assertThat(schema.view(Schemas.name("v")).orElseThrow().columns()).containsExactly("id", "a");

    Schemas.apply(schema, "ALTER TABLE t DROP COLUMN b CASCADE", Schemas.FIRST);

    assertThat(Schemas.columns(schema, "t")).isEqualTo("nr serial! SERIAL");
    assertThat(Schemas.constraints(schema, "t")).isEqualTo("t_pkey PRIMARY_KEY(nr)");
    assertThat(Schemas.indexes(schema, "t")).isEqualTo("t_pkey(nr)");
    assertThat(Schemas.views(schema)).isEmpty();
  }

  @Test
  void aCheckStillProvesNotNullUnderTheNewName() {
    KnownSchema schema =
        Schemas.of(
            "CREATE TABLE t (a int, CHECK (a IS NOT NULL AND a > 0));"
                + " ALTER TABLE t RENAME a TO b");

    assertThat(schema.provesNotNull(Schemas.name("t"), "b")).isTrue();
    assertThat(schema.provesNotNull(Schemas.name("t"), "a")).isFalse();
  }

  @Test
  void aConstraintAndItsIndexHaveOneName() {
    KnownSchema schema =
        Schemas.of(
            "CREATE TABLE t (id int PRIMARY KEY, a int UNIQUE);"
                + " ALTER INDEX t_pkey RENAME TO k; ALTER TABLE t RENAME CONSTRAINT t_a_key TO l");

    assertThat(Schemas.constraints(schema, "t")).isEqualTo("k PRIMARY_KEY(id), l UNIQUE(a)");
    assertThat(Schemas.indexes(schema, "t")).isEqualTo("k(id), l(a)");

    Schemas.apply(schema, "ALTER TABLE t DROP CONSTRAINT k, DROP CONSTRAINT l", Schemas.FIRST);

    assertThat(Schemas.indexes(schema, "t")).isEmpty();
  }

  @Test
  void heirsFollowTheNewNameOfACheck() {
    KnownSchema schema =
        Schemas.of(
            "CREATE TABLE t (a int, CONSTRAINT c CHECK (a > 0)); CREATE TABLE h () INHERITS (t);"
                + " ALTER TABLE t RENAME CONSTRAINT c TO d");

    assertThat(Schemas.constraints(schema, "h")).isEqualTo("d CHECK(a)");
  }

  @Test
  void aViewIsNoTableWhateverIsDoneToIt() {
    KnownSchema schema =
        Schemas.of(
            "CREATE TABLE t (a int); CREATE VIEW v AS SELECT a FROM t;"
                + " CREATE VIEW w AS SELECT a FROM v;"
                + " ALTER VIEW v RENAME COLUMN a TO b;"
                + " CREATE TRIGGER tr INSTEAD OF INSERT ON v FOR EACH ROW EXECUTE FUNCTION f();"
                + " ALTER TABLE v ALTER b SET DEFAULT 1; ALTER VIEW v RENAME TO x;"
                + " ALTER VIEW x SET SCHEMA s");

    assertThat(Schemas.tables(schema)).isEqualTo("t");
    assertThat(Schemas.views(schema)).isEqualTo("s.x, w");
    assertThat(schema.view(Schemas.name("s.x")).orElseThrow().columns()).containsExactly("b");
    assertThat(schema.view(Schemas.name("w")).orElseThrow().columnsRead())
        .containsExactly(new ColumnRead(Schemas.name("s.x"), "b"));
    assertThat(schema.viewsReading(Schemas.name("s.x"))).hasSize(1);
    assertThat(schema.triggersCalling(Schemas.name("f")).getFirst().table())
        .isEqualTo(Schemas.name("s.x"));
  }

  @Test
  void aMaterializedViewTakesItsIndexesAlong() {
    KnownSchema schema =
        Schemas.of(
            "CREATE MATERIALIZED VIEW m AS SELECT 1 AS a; CREATE INDEX i ON m (a);"
                + " ALTER MATERIALIZED VIEW m RENAME TO n; ALTER MATERIALIZED VIEW n SET SCHEMA s");

    assertThat(Schemas.indexes(schema, "s.n")).isEqualTo("s.i(a)");
  }

  @Test
  void sequencesTypesRoutinesTriggersAndPublicationsHaveNewNames() {
    KnownSchema schema =
        Schemas.of(
            "CREATE SEQUENCE q; ALTER SEQUENCE q RENAME TO r; ALTER SEQUENCE r SET SCHEMA s;"
                + " CREATE TYPE e AS ENUM ('x'); CREATE TABLE t (a e, b e[]);"
                + " ALTER TYPE e RENAME TO g; ALTER TYPE g SET SCHEMA s;"
                + " CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END';"
                + " CREATE TRIGGER tr BEFORE INSERT ON t EXECUTE FUNCTION f();"
                + " ALTER FUNCTION f() RENAME TO h; ALTER TRIGGER tr ON t RENAME TO ts;"
                + " CREATE PUBLICATION p FOR TABLE t; ALTER PUBLICATION p RENAME TO pp");

    assertThat(Schemas.sequences(schema)).isEqualTo("s.r");
    assertThat(schema.type(Schemas.name("e"))).isEmpty();
    assertThat(schema.type(Schemas.name("s.g"))).isPresent();
    assertThat(Schemas.columns(schema, "t")).isEqualTo("a s.g, b s.g[]");
    assertThat(schema.tablesUsing(Schemas.name("s.g"))).hasSize(1);
    assertThat(schema.routines(Schemas.name("f"))).isEmpty();
    assertThat(schema.routines(Schemas.name("h"))).hasSize(1);
    assertThat(schema.triggersCalling(Schemas.name("h")))
        .extracting(KnownTrigger::name)
        .containsExactly("ts");
    assertThat(Schemas.table(schema, "t").triggers()).containsExactly("ts");
    assertThat(schema.publications()).extracting(KnownPublication::name).containsExactly("pp");
  }

  @Test
  void onlyTheOverloadThatIsNamedIsRenamed() {
    KnownSchema schema =
        Schemas.of(
            "CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1';"
                + " CREATE FUNCTION f(text) RETURNS int LANGUAGE sql AS 'SELECT 1';"
                + " ALTER FUNCTION f(int) RENAME TO g");

    assertThat(schema.routines(Schemas.name("f")))
        .extracting(KnownRoutine::argumentTypes)
        .containsExactly(List.of("text"));
    assertThat(schema.routines(Schemas.name("g")))
        .extracting(KnownRoutine::argumentTypes)
        .containsExactly(List.of("integer"));
  }

  @Test
  void allThatIsInASchemaFollowsItsNewName() {
    KnownSchema schema =
        Schemas.of(
            "CREATE TABLE s.t (id serial PRIMARY KEY, a s.e); CREATE TYPE s.e AS ENUM ('x');"
                + " CREATE VIEW s.v AS SELECT id FROM s.t; CREATE VIEW w AS SELECT id FROM s.t;"
                + " CREATE TABLE u (a int REFERENCES s.t);"
                + " ALTER SCHEMA s RENAME TO r");

    assertThat(Schemas.tables(schema)).isEqualTo("r.t, u");
    assertThat(Schemas.views(schema)).isEqualTo("r.v, w");
    assertThat(Schemas.indexes(schema, "r.t")).isEqualTo("r.t_pkey(id)");
    assertThat(Schemas.sequences(schema)).isEqualTo("r.t_id_seq of r.t.id");
    assertThat(Schemas.columns(schema, "r.t")).isEqualTo("id serial! SERIAL, a r.e");
    assertThat(schema.viewsReading(Schemas.name("r.t"))).hasSize(2);
    assertThat(schema.referencing(Schemas.name("r.t"))).hasSize(1);
  }

  @Test
  void quotedNamesKeepTheirLetters() {
    KnownSchema schema =
        Schemas.of(
            "CREATE TABLE \"T\" (\"Id\" int); CREATE TABLE t (id int);"
                + " ALTER TABLE \"T\" RENAME COLUMN \"Id\" TO \"Nr\"; ALTER TABLE \"T\" RENAME TO \"N\"");

    assertThat(Schemas.tables(schema)).isEqualTo("\"N\", t");
    assertThat(Schemas.columns(schema, "N")).isEqualTo("Nr integer");
    assertThat(Schemas.columns(schema, "t")).isEqualTo("id integer");
  }
}
