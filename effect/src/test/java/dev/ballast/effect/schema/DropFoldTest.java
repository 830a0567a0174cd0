package dev.ballast.effect.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DropFoldTest {

  @Test
  void aTableTakesItsOwnPartsWithIt() {
    KnownSchema schema =
        Schemas.of(
            "CREATE TABLE t (id serial PRIMARY KEY, a int);"
                + " CREATE INDEX i ON t (a); CREATE SEQUENCE q OWNED BY t.a;"
                + " CREATE TRIGGER tr BEFORE INSERT ON t EXECUTE FUNCTION f();"
                + " DROP TABLE t");

    assertThat(Schemas.tables(schema)).isEmpty();
    assertThat(schema.index(Schemas.name("i"))).isEmpty();
    assertThat(schema.index(Schemas.name("t_pkey"))).isEmpty();
    assertThat(Schemas.sequences(schema)).isEmpty();
    assertThat(schema.triggersCalling(Schemas.name("f"))).isEmpty();
  }

  @Test
  void aTableMadeAgainHasNothingOfTheOldOne() {
    KnownSchema schema =
        Schemas.of(
            "CREATE TABLE t (id int PRIMARY KEY, a int UNIQUE); CREATE INDEX i ON t (a);"
                + " DROP TABLE t; CREATE TABLE t (id int)");

    assertThat(Schemas.indexes(schema, "t")).isEmpty();
    assertThat(Schemas.constraints(schema, "t")).isEmpty();
  }

  @Test
  void partitionsGoWithTheirParent() {
    KnownSchema schema =
        Schemas.of(
            "CREATE TABLE p (a int) PARTITION BY LIST (a);"
                + " CREATE TABLE q PARTITION OF p DEFAULT PARTITION BY LIST (a);"
                + " CREATE TABLE r PARTITION OF q DEFAULT; DROP TABLE p");

    assertThat(Schemas.tables(schema)).isEmpty();
  }

  /// Views, foreign keys and heirs, on every level; never the table that points.
  @Test
  void cascadeFromATableTakesWhatDependsOnIt() {
    KnownSchema schema =
        Schemas.of(
            "CREATE TABLE t (id int PRIMARY KEY); CREATE TABLE u (a int REFERENCES t, b int);"
                + " CREATE TABLE h () INHERITS (t);"
                + " CREATE VIEW v AS SELECT id FROM t; CREATE VIEW w AS SELECT id FROM v;"
                + " CREATE MATERIALIZED VIEW m AS SELECT id FROM w; CREATE INDEX i ON m (id);"
                + " CREATE VIEW other AS SELECT a FROM u; DROP TABLE t CASCADE");

    assertThat(Schemas.tables(schema)).isEqualTo("u");
    assertThat(Schemas.constraints(schema, "u")).isEmpty();
    assertThat(Schemas.views(schema)).isEqualTo("other");
    assertThat(schema.index(Schemas.name("i"))).isEmpty();
  }

  @Test
  void cascadeFromAViewTakesTheViewsThatReadIt() {
    KnownSchema schema =
        Schemas.of(
            "CREATE TABLE r (id bigint); CREATE TABLE j (id bigint, n text);"
                + " CREATE VIEW jv AS SELECT id, n FROM j;"
                + " CREATE VIEW rv AS SELECT r.id, jv.n FROM r JOIN jv ON jv.id = r.id;"
                + " DROP VIEW jv CASCADE");

    assertThat(Schemas.views(schema)).isEmpty();
    assertThat(schema.viewsReading(Schemas.name("r"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DROP COLUMN a | b integer | t_b(b) | ''",
        "DROP COLUMN b | a integer | t_a(a) | t_a_check CHECK(a)",
        "DROP COLUMN b, DROP COLUMN a | '' | '' | ''"
      })
  void aColumnTakesEveryIndexAndConstraintThatNeedsIt(
      String actions, String columns, String indexes, String constraints) {
    KnownSchema schema =
        Schemas.of(
            "CREATE TABLE t (a int CHECK (a > 0), b int, CHECK (a > b), UNIQUE (a, b));"
                + " CREATE INDEX t_a ON t (a); CREATE INDEX t_b ON t (b);"
                + " CREATE INDEX t_both ON t (a) INCLUDE (b); CREATE INDEX t_few ON t (a) WHERE b > 0;"
                + " CREATE INDEX t_sum ON t ((a + b)); ALTER TABLE t "
                + actions);

    assertThat(Schemas.columns(schema, "t")).isEqualTo(columns);
    assertThat(Schemas.indexes(schema, "t")).isEqualTo(indexes);
    assertThat(Schemas.constraints(schema, "t")).isEqualTo(constraints);
  }

  /// A CHECK beside a column is one of the columns that it reads.
  @Test
  void aCheckStaysWhereOnlyTheColumnBesideItGoes() {
    KnownSchema schema =
        Schemas.of("CREATE TABLE t (a int CHECK (b > 0), b int); ALTER TABLE t DROP COLUMN a");

    assertThat(Schemas.constraints(schema, "t")).isEqualTo("t_b_check CHECK(b)");
  }

  @Test
  void cascadeFromAColumnTakesViewsForeignKeysAndGeneratedColumns() {
    KnownSchema schema =
        Schemas.of(
            "CREATE TABLE t (id int PRIMARY KEY, a int UNIQUE,"
                + " g int GENERATED ALWAYS AS (a + 1) STORED, up int REFERENCES t (a));"
                + " CREATE TABLE u (x int REFERENCES t, y int REFERENCES t (a));"
                + " CREATE VIEW v AS SELECT a FROM t; CREATE VIEW w AS SELECT id FROM t;"
                + " ALTER TABLE t DROP COLUMN a CASCADE");

    assertThat(Schemas.columns(schema, "t")).isEqualTo("id integer!, up integer");
    assertThat(Schemas.constraints(schema, "t")).isEqualTo("t_pkey PRIMARY_KEY(id)");
    assertThat(Schemas.constraints(schema, "u")).isEqualTo("u_x_fkey FOREIGN_KEY(x)->t");
    assertThat(Schemas.views(schema)).isEqualTo("w");
  }

  @Test
  void cascadeFromAKeyTakesTheForeignKeysThatNeedIt() {
    KnownSchema schema =
        Schemas.of(
            "CREATE TABLE t (id int PRIMARY KEY, a int UNIQUE);"
                + " CREATE TABLE u (x int REFERENCES t, y int REFERENCES t (a));"
                + " ALTER TABLE t DROP CONSTRAINT t_pkey CASCADE");

    assertThat(Schemas.constraints(schema, "u")).isEqualTo("u_y_fkey FOREIGN_KEY(y)->t");
  }

  @Test
  void anOwnedSequenceGoesWithItsColumn() {
    KnownSchema schema =
        Schemas.of(
            "CREATE TABLE t (id serial, nr int); CREATE SEQUENCE q;"
                + " ALTER SEQUENCE q OWNED BY public.t.nr; CREATE SEQUENCE free OWNED BY t.nr;"
                + " ALTER SEQUENCE free OWNED BY NONE;"
                + " ALTER TABLE t DROP COLUMN id, DROP COLUMN nr");

    assertThat(Schemas.sequences(schema)).isEqualTo("free");
  }

  @Test
  void cascadeFromASequenceTakesTheDefaults() {
    KnownSchema schema =
        Schemas.of(
            "CREATE SEQUENCE \"Q\"; CREATE SEQUENCE q;"
                + " CREATE TABLE t (a int DEFAULT nextval('\"Q\"'), b int DEFAULT nextval('Q'),"
                + " c int DEFAULT nextval('public.q'::regclass), d serial);"
                + " DROP SEQUENCE q CASCADE");
    assertThat(Schemas.columns(schema, "t"))
        .isEqualTo("a integer =, b integer, c integer, d serial! SERIAL");

    Schemas.apply(schema, "DROP SEQUENCE t_d_seq CASCADE", Schemas.FIRST);

    assertThat(Schemas.columns(schema, "t"))
        .isEqualTo("a integer =, b integer, c integer, d serial!");
  }

  @Test
  void cascadeFromATypeTakesTheColumns() {
    KnownSchema schema =
        Schemas.of(
            "CREATE TYPE e AS ENUM ('x'); CREATE TABLE t (a e, b int, UNIQUE (a));"
                + " CREATE VIEW v AS SELECT a FROM t; DROP TYPE e CASCADE");

    assertThat(Schemas.columns(schema, "t")).isEqualTo("b integer");
    assertThat(Schemas.constraints(schema, "t")).isEmpty();
    assertThat(Schemas.indexes(schema, "t")).isEmpty();
    assertThat(Schemas.views(schema)).isEmpty();
  }

  @Test
  void onlyTheOverloadThatIsNamedGoes() {
    String two =
        "CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1';"
            + " CREATE FUNCTION f(text) RETURNS int LANGUAGE sql AS 'SELECT 1';";

    assertThat(Schemas.of(two + "DROP FUNCTION f(integer)").routines(Schemas.name("f")))
        .extracting(routine -> routine.argumentTypes().getFirst())
        .containsExactly("text");
    assertThat(Schemas.of(two + "DROP FUNCTION f(integer), f(text)").routines(Schemas.name("f")))
        .isEmpty();
  }

  @Test
  void cascadeFromAFunctionTakesTriggersDefaultsAndChecks() {
    KnownSchema schema =
        Schemas.of(
            "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';"
                + " CREATE TABLE t (a int DEFAULT f(), b int CHECK (b > f()), c int DEFAULT 1);"
                + " CREATE TRIGGER tr BEFORE INSERT ON t EXECUTE FUNCTION f();"
                + " CREATE VIEW v AS SELECT f() AS n; CREATE VIEW w AS SELECT n FROM v;"
                + " CREATE VIEW other AS SELECT a FROM t; DROP FUNCTION f() CASCADE");

    assertThat(Schemas.columns(schema, "t")).isEqualTo("a integer, b integer, c integer =");
    assertThat(Schemas.constraints(schema, "t")).isEmpty();
    assertThat(Schemas.table(schema, "t").triggers()).isEmpty();
    assertThat(schema.triggersCalling(Schemas.name("f"))).isEmpty();
    assertThat(Schemas.views(schema)).isEqualTo("other");
  }

  @Test
  void aSchemaTakesAllThatIsInItAndWhatDependsOnThat() {
    KnownSchema schema =
        Schemas.of(
            "CREATE TABLE s.t (id serial PRIMARY KEY); CREATE TABLE u (a int REFERENCES s.t);"
                + " CREATE TYPE s.e AS ENUM ('x'); CREATE TABLE w (a s.e, b int);"
                + " CREATE VIEW v AS SELECT id FROM s.t; CREATE VIEW s.x AS SELECT 1;"
                + " DROP SCHEMA s CASCADE");

    assertThat(Schemas.tables(schema)).isEqualTo("u, w");
    assertThat(Schemas.constraints(schema, "u")).isEmpty();
    assertThat(Schemas.columns(schema, "w")).isEqualTo("b integer");
    assertThat(Schemas.views(schema)).isEmpty();
    assertThat(Schemas.sequences(schema)).isEmpty();
    assertThat(schema.type(Schemas.name("s.e"))).isEmpty();
  }
}
