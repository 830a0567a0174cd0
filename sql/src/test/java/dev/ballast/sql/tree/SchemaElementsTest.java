package dev.ballast.sql.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.sql.tree.ParsedStatement.Understood;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaElementsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CREATE SCHEMA s CREATE TABLE t (a int) | s.t",
        "CREATE SCHEMA s CREATE TABLE s.t (a int) | s.t",
        "CREATE SCHEMA s CREATE TABLE t (a int) CREATE INDEX i ON t (a) | s.t",
        "CREATE SCHEMA s CREATE TABLE t (a int REFERENCES u) | s.t u",
        "CREATE SCHEMA s CREATE TABLE t (a int) CREATE TABLE u (a int REFERENCES t) | s.t s.u",
        "CREATE SCHEMA s CREATE VIEW v AS SELECT a FROM t | s.v t",
        "CREATE SCHEMA s CREATE VIEW v AS SELECT a FROM t CREATE TABLE t (a int) | s.v s.t",
        "CREATE SCHEMA s CREATE VIEW v AS SELECT a FROM r.t CREATE TABLE t (a int) | s.v r.t s.t",
        "CREATE SCHEMA s CREATE SEQUENCE q | s.q",
        "CREATE SCHEMA s CREATE TABLE t (a int) GRANT SELECT ON t TO r | s.t",
        "CREATE SCHEMA AUTHORIZATION r CREATE TABLE t (a int) | r.t",
        "CREATE SCHEMA AUTHORIZATION CURRENT_USER CREATE TABLE t (a int) | t"
      })
  void whatASchemaIsMadeWithIsInIt(String sql, String relations) {
    assertThat(Parser.postgres18().parse(sql))
        .isInstanceOfSatisfying(
            Understood.class,
            parsed ->
                assertThat(Walk.of(parsed.statement()).relations())
                    .extracting(QualifiedName::toString)
                    .containsExactlyInAnyOrder(relations.split(" ")));
  }
}
