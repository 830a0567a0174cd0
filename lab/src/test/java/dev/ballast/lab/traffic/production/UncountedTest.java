package dev.ballast.lab.traffic.production;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.sql.tree.Parser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UncountedTest {
  private static boolean is(String text) {
    return Uncounted.is(text, Parser.postgres18().parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BEGIN",
        "COMMIT",
        "SAVEPOINT a",
        "SET TRANSACTION ISOLATION LEVEL READ COMMITTED READ ONLY",
        "SET work_mem = $1",
        "RESET ALL",
        "DISCARD ALL",
        "DEALLOCATE a",
        "SELECT set_config($1, $2, $3)",
        "SELECT pg_catalog.set_config($1, $2, $3), set_config($4, $5, $6)",
        "SELECT 1 FROM ONLY \"s\".\"t\" x WHERE \"id\" OPERATOR(pg_catalog.=) $1 FOR KEY SHARE OF x",
        "SELECT $2 FROM ONLY \"s\".\"t\" x WHERE \"a\" OPERATOR(pg_catalog.=) $1 AND \"b\""
            + " OPERATOR(pg_catalog.=) $3 FOR KEY SHARE OF x"
      })
  void whatFramesStatementsIsNotCounted(String text) {
    assertThat(is(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        "SELECT set_config($1, name, $2) FROM t",
        "SELECT set_config($1, lower($2), $3)",
        "SELECT id FROM t FOR KEY SHARE",
        "SELECT 1 FROM ONLY t x WHERE id = $1 FOR KEY SHARE OF x",
        "INSERT INTO t VALUES ($1)",
        "EXPLAIN SELECT 1",
        "SELEC"
      })
  void whatAnApplicationAsksForIs(String text) {
    assertThat(is(text)).isFalse();
  }
}
