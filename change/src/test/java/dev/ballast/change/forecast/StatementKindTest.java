package dev.ballast.change.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StatementKindTest {
  @Test
  void everyStatementHasAKind() {
    assertThat(
            Stream.of(
                    "CREATE INDEX ON t (a)",
                    "CREATE INDEX CONCURRENTLY ON t (a)",
                    "REINDEX TABLE t",
                    "ALTER TABLE t ADD UNIQUE (a)",
                    "ALTER TABLE t ADD UNIQUE USING INDEX i",
                    "ALTER TABLE t ALTER a SET NOT NULL",
                    "ALTER TABLE t ADD CHECK (a > 0)",
                    "ALTER TABLE t ADD CHECK (a > 0) NOT VALID",
                    "ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES u",
                    "ALTER TABLE t VALIDATE CONSTRAINT c",
                    "ALTER TABLE t ATTACH PARTITION p DEFAULT",
                    "ALTER TABLE t ADD COLUMN b integer, ADD PRIMARY KEY (a)",
                    "ALTER TABLE t ALTER a TYPE bigint",
                    "ALTER TABLE t SET UNLOGGED",
                    "VACUUM FULL t",
                    "CREATE TABLE t AS SELECT 1",
                    "REFRESH MATERIALIZED VIEW v",
                    "UPDATE t SET a = 1",
                    "DELETE FROM t",
                    "COPY t FROM STDIN",
                    "DROP TABLE t",
                    "not SQL")
                .map(StatementKind::of)
                .map(StatementKind::title)
                .toList())
        .isEqualTo(
            List.of(
                "create index",
                "create index concurrently",
                "reindex",
                "add key",
                "alter table",
                "set not null",
                "add check",
                "alter table",
                "add foreign key",
                "validate constraint",
                "attach partition",
                "add key",
                "alter type",
                "table rewrite",
                "table rewrite",
                "create table as",
                "refresh",
                "update",
                "delete",
                "insert",
                "other",
                "other"));
  }

  @Test
  void aKindIsFoundByItsTitle() {
    assertThat(StatementKind.titled("set not null")).hasValue(StatementKind.SET_NOT_NULL);
    assertThat(StatementKind.titled("nothing")).isEmpty();
  }
}
