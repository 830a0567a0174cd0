package dev.ballast.effect.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What `LIKE` and `INHERITS` copy, as the page of CREATE TABLE lists it.
class CopiedPartsTest {
  private static final String SOURCE =
      "CREATE TABLE o (id bigint GENERATED ALWAYS AS IDENTITY, a int NOT NULL DEFAULT 1,"
          + " b int GENERATED ALWAYS AS (a * 2) STORED, CONSTRAINT good CHECK (a > 0),"
          + " CONSTRAINT here CHECK (a < 9) NO INHERIT, CONSTRAINT first PRIMARY KEY (id),"
          + " FOREIGN KEY (a) REFERENCES u); CREATE INDEX by_a ON o (a); ";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "LIKE o | id bigint!, a integer!, b integer",
        "LIKE o INCLUDING DEFAULTS | id bigint!, a integer! =, b integer",
        "LIKE o INCLUDING GENERATED | id bigint!, a integer!, b integer = STORED",
        "LIKE o INCLUDING IDENTITY | id bigint! IDENTITY, a integer!, b integer",
        "LIKE o INCLUDING ALL | id bigint! IDENTITY, a integer! =, b integer = STORED",
        "LIKE o INCLUDING ALL EXCLUDING DEFAULTS"
            + " | id bigint! IDENTITY, a integer!, b integer = STORED"
      })
  void aCopyHasDefaultsOnlyWhereTheyAreIncluded(String like, String columns) {
    assertThat(Schemas.columns(Schemas.of(SOURCE + "CREATE TABLE t (" + like + ")"), "t"))
        .isEqualTo(columns);
  }

  @Test
  void aCopyKeepsTheNamesOfChecksAndChoosesThoseOfKeysAndIndexes() {
    KnownSchema schema =
        Schemas.of(SOURCE + "CREATE TABLE t (LIKE o INCLUDING CONSTRAINTS INCLUDING INDEXES)");

    assertThat(Schemas.constraints(schema, "t"))
        .isEqualTo("good CHECK(a), here CHECK(a), t_pkey PRIMARY_KEY(id)");
    assertThat(Schemas.indexes(schema, "t")).isEqualTo("t_a_idx(a), t_pkey(id)");
    assertThat(Schemas.indexes(schema, "o")).isEqualTo("by_a(a), first(id)");
  }

  @Test
  void aCopyWithoutMoreHasNeitherKeysNorChecks() {
    KnownSchema schema = Schemas.of(SOURCE + "CREATE TABLE t (LIKE o)");

    assertThat(Schemas.constraints(schema, "t")).isEmpty();
    assertThat(Schemas.indexes(schema, "t")).isEmpty();
    assertThat(Schemas.sequences(schema)).isEqualTo("o_id_seq of o.id");
  }

  @Test
  void aCopyCountsByItself() {
    KnownSchema schema = Schemas.of(SOURCE + "CREATE TABLE t (LIKE o INCLUDING IDENTITY)");

    assertThat(Schemas.sequences(schema)).isEqualTo("o_id_seq of o.id, t_id_seq of t.id");
  }

  @Test
  void aCopiedExpressionIndexIsNamedAfterItsColumn() {
    KnownSchema schema =
        Schemas.of(
            "CREATE TABLE o (a text); CREATE INDEX i ON o (lower(a));"
                + " CREATE TABLE t (LIKE o INCLUDING INDEXES)");

    assertThat(Schemas.indexes(schema, "t")).isEqualTo("t_lower_idx()");
  }

  @Test
  void aCheckOfACopyIsValidEvenWhereThatOfItsSourceIsNot() {
    KnownSchema schema =
        Schemas.of(
            "CREATE TABLE o (a int); ALTER TABLE o ADD CONSTRAINT c CHECK (a > 0) NOT VALID;"
                + " CREATE TABLE t (LIKE o INCLUDING CONSTRAINTS)");

    assertThat(Schemas.table(schema, "o").constraint("c").orElseThrow().validated()).isFalse();
    assertThat(Schemas.table(schema, "t").constraint("c").orElseThrow().validated()).isTrue();
  }

  @Test
  void anHeirTakesOverDefaultsAndChecksThatAreInherited() {
    KnownSchema schema = Schemas.of(SOURCE + "CREATE TABLE t () INHERITS (o)");

    assertThat(Schemas.columns(schema, "t"))
        .isEqualTo("id bigint!, a integer! =, b integer = STORED");
    assertThat(Schemas.constraints(schema, "t")).isEqualTo("good CHECK(a)");
    assertThat(Schemas.indexes(schema, "t")).isEmpty();
  }

  @Test
  void columnsOfOneNameAreMerged() {
    KnownSchema schema =
        Schemas.of(
            "CREATE TABLE a (id int, x text NOT NULL); CREATE TABLE b (id int DEFAULT 1, y text);"
                + " CREATE TABLE t (x text DEFAULT '', z int) INHERITS (a, b)");

    assertThat(Schemas.columns(schema, "t"))
        .isEqualTo("id integer =, x text! =, y text, z integer");
  }

  @Test
  void anUnknownSourceLeavesTheCopyUnknown() {
    KnownSchema schema = Schemas.of("CREATE TABLE t (a int, LIKE unseen INCLUDING ALL)");

    assertThat(Schemas.table(schema, "t").whole()).isFalse();
    assertThat(Schemas.columns(schema, "t")).isEqualTo("a integer");
  }
}
