package dev.ballast.effect.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaFoldTest {

  @Test
  void theElementsOfASchemaAreInIt() {
    KnownSchema schema =
        Schemas.of(
            "CREATE TABLE t (old int);"
                + " CREATE SCHEMA s CREATE TABLE t (id bigint PRIMARY KEY, up bigint REFERENCES t)"
                + " CREATE INDEX i ON t (up) CREATE VIEW v AS SELECT id FROM t"
                + " CREATE SEQUENCE q");

    assertThat(Schemas.tables(schema)).isEqualTo("s.t, t");
    assertThat(Schemas.columns(schema, "t")).isEqualTo("old integer");
    assertThat(Schemas.constraints(schema, "s.t"))
        .isEqualTo("t_pkey PRIMARY_KEY(id), t_up_fkey FOREIGN_KEY(up)->s.t");
    assertThat(Schemas.indexes(schema, "s.t")).isEqualTo("s.i(up), s.t_pkey(id)");
    assertThat(schema.viewsReading(Schemas.name("s.t"))).hasSize(1);
    assertThat(Schemas.sequences(schema)).isEqualTo("s.q");
    assertThat(schema.bornIn(Schemas.name("s.t"), Schemas.FIRST)).isTrue();
  }

  @Test
  void aSchemaWithoutANameHasThatOfItsOwner() {
    assertThat(Schemas.tables(Schemas.of("CREATE SCHEMA AUTHORIZATION joe CREATE TABLE t (a int)")))
        .isEqualTo("joe.t");
  }

  @Test
  void aReplacedViewIsAsOldAsItWas() {
    KnownSchema schema = Schemas.of("CREATE VIEW v AS SELECT 1 AS a");

    Schemas.apply(schema, "CREATE OR REPLACE VIEW v AS SELECT 1 AS a, 2 AS b", Schemas.SECOND);

    assertThat(schema.bornIn(Schemas.name("v"), Schemas.SECOND)).isFalse();
    assertThat(schema.view(Schemas.name("v")).orElseThrow().columns()).containsExactly("a", "b");
  }

  @Test
  void aSequenceThatIsThereIsNotMadeAgain() {
    KnownSchema schema = Schemas.of("CREATE SEQUENCE q START 5");

    Schemas.apply(schema, "CREATE SEQUENCE IF NOT EXISTS q START 9", Schemas.SECOND);

    assertThat(schema.bornIn(Schemas.name("q"), Schemas.SECOND)).isFalse();
    assertThat(schema.sequence(Schemas.name("q")).orElseThrow().restartedAt()).contains(5L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ADD VALUE 'd' | a b d",
        "ADD VALUE 'd' BEFORE 'a' | d a b",
        "ADD VALUE 'd' AFTER 'a' | a d b",
        "ADD VALUE 'd' AFTER 'b' | a b d",
        "ADD VALUE IF NOT EXISTS 'b' BEFORE 'a' | a b",
        "RENAME VALUE 'a' TO 'z' | z b"
      })
  void anEnumKeepsItsOrder(String action, String values) {
    KnownSchema schema = Schemas.of("CREATE TYPE e AS ENUM ('a', 'b'); ALTER TYPE e " + action);

    assertThat(schema.type(Schemas.name("e")).orElseThrow())
        .isInstanceOfSatisfying(
            KnownType.EnumType.class,
            type -> assertThat(String.join(" ", type.values())).isEqualTo(values));
  }

  @Test
  void namesWithAndWithoutTheSchemaPublicAreOne() {
    KnownSchema schema =
        Schemas.of(
            "CREATE TABLE public.t (a int); CREATE INDEX ON t (a); ALTER TABLE t ADD b int;"
                + " CREATE VIEW v AS SELECT a FROM public.t; DROP TABLE public.t CASCADE");

    assertThat(Schemas.tables(schema)).isEmpty();
    assertThat(Schemas.views(schema)).isEmpty();
  }

  @Test
  void tablesOfOneNameInTwoSchemasAreTwo() {
    KnownSchema schema =
        Schemas.of(
            "CREATE TABLE r.t (a int PRIMARY KEY); CREATE TABLE s.t (a int PRIMARY KEY);"
                + " ALTER TABLE s.t ADD b int; DROP INDEX r.t_pkey");

    assertThat(Schemas.columns(schema, "r.t")).isEqualTo("a integer!");
    assertThat(Schemas.columns(schema, "s.t")).isEqualTo("a integer!, b integer");
    assertThat(Schemas.indexes(schema, "s.t")).isEqualTo("s.t_pkey(a)");
  }

  @Test
  void whatIsTemporaryIsOfThisSessionAlone() {
    KnownSchema schema = Schemas.of("CREATE TEMP TABLE t (a int); CREATE TABLE u (a int)");

    assertThat(schema.bornIn(Schemas.name("t"), Schemas.SECOND)).isTrue();
    assertThat(schema.bornIn(Schemas.name("pg_temp.z"), Schemas.SECOND)).isTrue();
    assertThat(schema.bornIn(Schemas.name("pg_temp_3.z"), Schemas.SECOND)).isTrue();
    assertThat(schema.bornIn(Schemas.name("u"), Schemas.SECOND)).isFalse();
    assertThat(schema.bornIn(Schemas.name("pg_temporary.z"), Schemas.SECOND)).isFalse();
  }

  @Test
  void publicationsGainAndLoseTables() {
    KnownSchema schema =
        Schemas.of(
            "CREATE PUBLICATION p FOR TABLE a, b; ALTER PUBLICATION p ADD TABLE c;"
                + " ALTER PUBLICATION p DROP TABLE a; CREATE PUBLICATION q FOR ALL TABLES;"
                + " CREATE PUBLICATION r; DROP PUBLICATION r");

    assertThat(schema.publications())
        .containsExactly(
            new KnownPublication("p", false, List.of(Schemas.name("b"), Schemas.name("c"))),
            new KnownPublication("q", true, List.of()));
  }

  @Test
  void aDomainIsConstrainedOnceAConditionIsAdded() {
    KnownSchema schema =
        Schemas.of(
            "CREATE DOMAIN d AS text; CREATE DOMAIN e AS text NOT NULL; CREATE DOMAIN f AS text;"
                + " ALTER DOMAIN d ADD CHECK (VALUE <> ''); ALTER DOMAIN f SET DEFAULT ''");

    assertThat(constrained(schema, "d")).isTrue();
    assertThat(constrained(schema, "e")).isTrue();
    assertThat(constrained(schema, "f")).isFalse();
  }

  private static boolean constrained(KnownSchema schema, String domain) {
    return schema.type(Schemas.name(domain)).orElseThrow() instanceof KnownType.DomainType type
        && type.constrained();
  }
}
