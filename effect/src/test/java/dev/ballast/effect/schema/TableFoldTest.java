package dev.ballast.effect.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableFoldTest {
  /// Names as the chapters of CREATE TABLE and ALTER TABLE show them in their examples.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "CREATE TABLE t (a int CHECK (a > 0)) | t_a_check CHECK(a)",
        "CREATE TABLE t (a int, CHECK (a > 0)) | t_a_check CHECK(a)",
        "CREATE TABLE t (a int, b int, CHECK (a > b)) | t_check CHECK(a,b)",
        "CREATE TABLE t (a int CHECK (a > b), b int) | t_check CHECK(a,b)",
        "CREATE TABLE t (a int CHECK (b > 0), b int) | t_b_check CHECK(b)",
        "CREATE TABLE t (a int, CHECK (a > 0 AND a < 9)) | t_a_check CHECK(a)",
        "CREATE TABLE t (a int CHECK (a > 0) CHECK (a < 9))"
            + " | t_a_check CHECK(a), t_a_check1 CHECK(a)",
        "CREATE TABLE t (a int, CHECK (random() > 0.5)) | t_check CHECK()",
        "CREATE TABLE t (a int CONSTRAINT positive CHECK (a > 0)) | positive CHECK(a)",
        "CREATE TABLE t (a int CONSTRAINT \"Positive\" CHECK (a > 0)) | Positive CHECK(a)",
        "CREATE TABLE t (a int PRIMARY KEY) | t_pkey PRIMARY_KEY(a)",
        "CREATE TABLE t (a int, b int, PRIMARY KEY (a, b)) | t_pkey PRIMARY_KEY(a,b)",
        "CREATE TABLE t (a int, b int, UNIQUE (a, b)) | t_a_b_key UNIQUE(a,b)",
        "CREATE TABLE t (a int, b int, UNIQUE (a) INCLUDE (b)) | t_a_b_key UNIQUE(a)",
        "CREATE TABLE t (a int REFERENCES u) | t_a_fkey FOREIGN_KEY(a)->u",
        "CREATE TABLE t (a int, b int, FOREIGN KEY (a, b) REFERENCES s.u)"
            + " | t_a_b_fkey FOREIGN_KEY(a,b)->s.u",
        "CREATE TABLE t (a int, r int4range, EXCLUDE USING gist (a WITH =, r WITH &&))"
            + " | t_a_r_excl EXCLUSION(a,r)",
        "CREATE TABLE t (a text, EXCLUDE (lower(a) WITH =)) | t_lower_excl EXCLUSION()",
        "CREATE TABLE t (a int); ALTER TABLE t ADD CHECK (a > 0) | t_a_check CHECK(a)",
        "CREATE TABLE t (a int CHECK (a > 0));"
            + " ALTER TABLE t DROP CONSTRAINT t_a_check, ADD CHECK (a > 1) | t_a_check CHECK(a)",
        "CREATE TABLE u (a int, CONSTRAINT t_a_check CHECK (a > 0));"
            + " CREATE TABLE t (a int CHECK (a > 0)) | t_a_check1 CHECK(a)",
        "CREATE TABLE s.u (a int, CONSTRAINT t_a_check CHECK (a > 0));"
            + " CREATE TABLE t (a int CHECK (a > 0)) | t_a_check CHECK(a)",
        "CREATE INDEX t_pkey ON u (a); CREATE TABLE t (a int PRIMARY KEY)"
            + " | t_pkey1 PRIMARY_KEY(a)",
        "CREATE TABLE t (a int); ALTER TABLE t ADD COLUMN b int UNIQUE | t_b_key UNIQUE(b)",
        "CREATE TABLE t (a int); CREATE UNIQUE INDEX i ON t (a);"
            + " ALTER TABLE t ADD PRIMARY KEY USING INDEX i | i PRIMARY_KEY(a)",
        "CREATE TABLE t (a int); CREATE UNIQUE INDEX i ON t (a);"
            + " ALTER TABLE t ADD CONSTRAINT k UNIQUE USING INDEX i | k UNIQUE(a)"
      })
  void aConstraintHasTheNameThatTheServerChooses(String script, String constraints) {
    assertThat(Schemas.constraints(Schemas.of(script), "t")).isEqualTo(constraints);
  }

  /// What `\\d` of psql shows on 15, of the constraints and so of the indexes.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a int PRIMARY KEY UNIQUE | t_pkey PRIMARY_KEY(a)",
        "a int UNIQUE PRIMARY KEY | t_pkey PRIMARY_KEY(a)",
        "a int UNIQUE, CONSTRAINT k PRIMARY KEY (a) | k PRIMARY_KEY(a)",
        "a int PRIMARY KEY, CONSTRAINT u UNIQUE (a) | u PRIMARY_KEY(a)",
        "a int UNIQUE, UNIQUE (a), CONSTRAINT u UNIQUE (a) | u UNIQUE(a)",
        "a int, b int, PRIMARY KEY (a, b), UNIQUE (a, b) | t_pkey PRIMARY_KEY(a,b)",
        "a int, b int, PRIMARY KEY (a, b), UNIQUE (b, a)"
            + " | t_b_a_key UNIQUE(b,a), t_pkey PRIMARY_KEY(a,b)",
        "a int PRIMARY KEY, UNIQUE (a) DEFERRABLE | t_a_key UNIQUE(a), t_pkey PRIMARY_KEY(a)",
        "a int PRIMARY KEY, b int, UNIQUE (a) INCLUDE (b)"
            + " | t_a_b_key UNIQUE(a), t_pkey PRIMARY_KEY(a)",
        "a int UNIQUE, b int UNIQUE | t_a_key UNIQUE(a), t_b_key UNIQUE(b)",
      })
  void aKeyThatIsWrittenTwiceIsMadeOnce(String body, String constraints) {
    KnownSchema schema = Schemas.of("CREATE TABLE t (" + body + ")");

    assertThat(Schemas.constraints(schema, "t")).isEqualTo(constraints);
    assertThat(schema.indexesOf(Schemas.name("t")))
        .hasSize(Schemas.table(schema, "t").constraints().size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "CREATE INDEX ON t (a) | t_a_idx(a)",
        "CREATE INDEX ON t (a, b) | t_a_b_idx(a,b)",
        "CREATE INDEX ON t (lower(b)) | t_lower_idx()",
        "CREATE INDEX ON t ((a + 1)) | t_expr_idx()",
        "CREATE INDEX ON t ((a + 1), (a + 2)) | t_expr_expr1_idx(,)",
        "CREATE INDEX ON t ((b::date)) | t_b_idx()",
        "CREATE INDEX ON t (coalesce(b, '')) | t_coalesce_idx()",
        "CREATE INDEX ON t (a) INCLUDE (b) | t_a_b_idx(a)",
        "CREATE INDEX ON t (a); CREATE INDEX ON t (a) | t_a_idx(a), t_a_idx1(a)",
        "CREATE INDEX ON t (a) WHERE b IS NULL | t_a_idx(a)",
        "CREATE INDEX \"T\" ON t (\"B\") | `\"T\"(B)`",
        "CREATE INDEX i ON t (a); CREATE INDEX IF NOT EXISTS i ON t (b) | i(a)"
      })
  void anIndexHasTheNameThatTheServerChooses(String script, String indexes) {
    KnownSchema schema = Schemas.of("CREATE TABLE t (a int, b text); " + script);

    assertThat(Schemas.indexes(schema, "t")).isEqualTo(indexes);
  }

  @Test
  void aSequenceHasTheNameThatTheServerChooses() {
    KnownSchema schema =
        Schemas.of(
            "CREATE TABLE t_id_seq (a int);"
                + " CREATE TABLE t (id serial, nr bigint GENERATED ALWAYS AS IDENTITY);"
                + " ALTER TABLE t ADD COLUMN later bigserial;"
                + " CREATE TABLE s.u (id serial)");

    assertThat(Schemas.sequences(schema))
        .isEqualTo(
            "s.u_id_seq of s.u.id, t_id_seq1 of t.id, t_later_seq of t.later, t_nr_seq of t.nr");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ADD COLUMN b text NOT NULL DEFAULT 'x' | a integer, b text! =",
        "ADD COLUMN IF NOT EXISTS a text | a integer",
        "ALTER a TYPE bigint | a bigint",
        "ALTER a SET NOT NULL | a integer!",
        "ALTER a SET DEFAULT 1 | a integer =",
        "ALTER a SET DEFAULT 1, ALTER a DROP DEFAULT | a integer",
        "ALTER a SET NOT NULL, ALTER a DROP NOT NULL | a integer",
        "ADD CONSTRAINT n NOT NULL a | a integer!",
        "ADD CONSTRAINT n NOT NULL a NOT VALID | a integer",
        "ADD CONSTRAINT n NOT NULL a NOT VALID, VALIDATE CONSTRAINT n | a integer!",
        "ADD CONSTRAINT n NOT NULL a, DROP CONSTRAINT n | a integer",
        "ADD PRIMARY KEY (a) | a integer!",
        "ADD PRIMARY KEY (a), DROP CONSTRAINT t_pkey | a integer!",
        "ADD b int GENERATED ALWAYS AS (a * 2) STORED | a integer, b integer = STORED",
        "ADD b int GENERATED ALWAYS AS (a * 2) STORED, ALTER b DROP EXPRESSION"
            + " | a integer, b integer",
        "ALTER a SET NOT NULL, ALTER a ADD GENERATED ALWAYS AS IDENTITY | a integer! IDENTITY",
        "ADD b serial | a integer, b serial! SERIAL",
        "ADD b serial, ALTER b DROP DEFAULT | a integer, b serial!"
      })
  void aColumnIsWhatTheActionsLeft(String actions, String columns) {
    KnownSchema schema = Schemas.of("CREATE TABLE t (a int); ALTER TABLE t " + actions);

    assertThat(Schemas.columns(schema, "t")).isEqualTo(columns);
  }

  @Test
  void anIdentityBringsItsSequenceAndTakesItAlong() {
    KnownSchema schema =
        Schemas.of(
            "CREATE TABLE t (a int NOT NULL, b int NOT NULL);"
                + " ALTER TABLE t ALTER a ADD GENERATED ALWAYS AS IDENTITY,"
                + " ALTER b ADD GENERATED BY DEFAULT AS IDENTITY");
    assertThat(Schemas.sequences(schema)).isEqualTo("t_a_seq of t.a, t_b_seq of t.b");

    Schemas.apply(schema, "ALTER TABLE t ALTER a DROP IDENTITY", Schemas.FIRST);

    assertThat(Schemas.sequences(schema)).isEqualTo("t_b_seq of t.b");
  }

  @Test
  void anotherTableOfThatNameKeepsItsMomentAndItsColumns() {
    KnownSchema schema =
        Schemas.of("CREATE TABLE t (a int); CREATE MATERIALIZED VIEW m AS SELECT 1");

    Schemas.apply(
        schema,
        "CREATE TABLE IF NOT EXISTS t (b int); CREATE TABLE IF NOT EXISTS t AS SELECT 1;"
            + " CREATE MATERIALIZED VIEW IF NOT EXISTS m AS SELECT 2",
        Schemas.SECOND);

    assertThat(Schemas.columns(schema, "t")).isEqualTo("a integer");
    assertThat(schema.bornIn(Schemas.name("t"), Schemas.SECOND)).isFalse();
    assertThat(schema.bornIn(Schemas.name("m"), Schemas.SECOND)).isFalse();
  }

  @Test
  void partitionsComeAndGo() {
    KnownSchema schema =
        Schemas.of(
            "CREATE TABLE p (a int NOT NULL, CONSTRAINT c CHECK (a > 0)) PARTITION BY LIST (a);"
                + " CREATE TABLE one PARTITION OF p FOR VALUES IN (1);"
                + " CREATE TABLE two (a int NOT NULL, CONSTRAINT c CHECK (a > 0));"
                + " CREATE TABLE rest PARTITION OF p DEFAULT;"
                + " ALTER TABLE p ATTACH PARTITION two FOR VALUES IN (2)");
    assertThat(schema.heirs(Schemas.name("p")))
        .extracting(table -> table.name().name())
        .containsExactlyInAnyOrder("one", "two", "rest");
    assertThat(schema.defaultPartition(Schemas.name("p")).orElseThrow().name().name())
        .isEqualTo("rest");
    assertThat(Schemas.constraints(schema, "one")).isEqualTo("c CHECK(a)");

    Schemas.apply(
        schema,
        "ALTER TABLE p DETACH PARTITION one; ALTER TABLE p DETACH PARTITION rest CONCURRENTLY",
        Schemas.FIRST);

    assertThat(schema.heirs(Schemas.name("p")))
        .extracting(table -> table.name().name())
        .containsExactly("two");
    assertThat(schema.defaultPartition(Schemas.name("p"))).isEmpty();
    assertThat(Schemas.columns(schema, "one")).isEqualTo("a integer!");
  }

  @Test
  void aPartitionSaysMoreOfAColumnItInherits() {
    KnownSchema schema =
        Schemas.of(
            "CREATE TABLE p (a int, b int) PARTITION BY LIST (a);"
                + " CREATE TABLE one PARTITION OF p (b NOT NULL DEFAULT 1) FOR VALUES IN (1)");

    assertThat(Schemas.columns(schema, "one")).isEqualTo("a integer, b integer! =");
  }
}
