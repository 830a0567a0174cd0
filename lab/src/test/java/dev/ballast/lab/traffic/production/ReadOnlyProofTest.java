package dev.ballast.lab.traffic.production;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.sql.tree.ParsedStatement;
import dev.ballast.sql.tree.Parser;
import dev.ballast.sql.tree.QualifiedName;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReadOnlyProofTest {
  private static final ReadOnlyProof PROOF =
      ReadOnlyProof.of(
          Set.of("nextval", "log_access", "<~~>", "pg_terminate_backend", "pg_advisory_lock"),
          Map.of(
              QualifiedName.of("app", "plain"), "SELECT id FROM item",
              QualifiedName.of("app", "logged"), "SELECT id, log_access(id) FROM item",
              QualifiedName.of("app", "outer"), "SELECT * FROM app.logged",
              QualifiedName.of("app", "circle"), "SELECT * FROM app.circle"));

  private static boolean holds(String sql) {
    ParsedStatement parsed = Parser.postgres18().parse(sql);
    return PROOF.holds(((ParsedStatement.Understood) parsed).statement());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        "VALUES (1)",
        "TABLE item",
        "SELECT lower(name) FROM item WHERE id = $1",
        "SELECT * FROM item WHERE EXISTS (SELECT 1 FROM sale)",
        "WITH x AS (SELECT 1) SELECT * FROM x",
        "SELECT count(*) FROM item UNION ALL SELECT 2",
        "SELECT now(), CURRENT_TIMESTAMP",
        "SELECT * FROM plain",
        "SELECT * FROM app.plain",
        "SELECT * FROM app.circle",
        "SELECT 'FOR UPDATE'",
        "SELECT id AS nextval FROM item",
        "SELECT id FROM other.logged"
      })
  void aPlainQueryIsProved(String sql) {
    assertThat(holds(sql)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO item VALUES (1)",
        "UPDATE item SET id = 1",
        "DELETE FROM item",
        "MERGE INTO item USING sale ON true WHEN MATCHED THEN DELETE",
        "SELECT * FROM item FOR UPDATE",
        "SELECT * FROM item FOR KEY SHARE",
        "SELECT * FROM (SELECT * FROM item FOR SHARE) x",
        "SELECT * FROM item WHERE id IN (SELECT id FROM sale FOR NO KEY UPDATE)",
        "WITH d AS (DELETE FROM item RETURNING id) SELECT * FROM d",
        "WITH i AS (INSERT INTO item VALUES (1) RETURNING id) SELECT * FROM i",
        "SELECT * INTO copy FROM item",
        "SELECT nextval('s')",
        "SELECT pg_catalog.nextval('s')",
        "SELECT * FROM nextval('s')",
        "SELECT count(*) FILTER (WHERE log_access(id)) FROM item",
        "SELECT id FROM item ORDER BY log_access(id)",
        "SELECT id FROM item JOIN sale ON log_access(id)",
        "SELECT id <~~> 1 FROM item",
        "SELECT * FROM logged",
        "SELECT * FROM app.logged",
        "SELECT * FROM app.outer",
        "SELECT 1 WHERE 1 IN (SELECT id FROM outer)",
        "COPY item TO STDOUT",
        "EXPLAIN ANALYZE DELETE FROM item",
        "CALL p()",
        "SET work_mem = '1MB'",
        "SHOW work_mem",
        "LOCK TABLE item"
      })
  void whatMayWriteIsNot(String sql) {
    assertThat(holds(sql.replace(" outer)", " \"outer\")"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "SELECT pg_terminate_backend(1),pg_terminate_backend",
    "SELECT 1 WHERE pg_catalog.pg_terminate_backend(1),pg_terminate_backend",
    "SELECT pg_advisory_lock(1),''",
    "SELECT nextval('s'),''",
    "SELECT pg_typeof(1),''"
  })
  void whatActsOnTheServerIsNamed(String sql, String function) {
    ParsedStatement parsed = Parser.postgres18().parse(sql);
    assertThat(PROOF.administrative(((ParsedStatement.Understood) parsed).statement()).orElse(""))
        .isEqualTo(function);
  }
}
