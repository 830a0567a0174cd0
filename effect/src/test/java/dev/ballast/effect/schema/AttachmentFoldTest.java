package dev.ballast.effect.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttachmentFoldTest {
  private static final String TABLES =
      "CREATE TABLE t (id int, a int, b int); CREATE TABLE u (id int, a int);"
          + " CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END'; ";

  private static String told(KnownSchema schema) {
    return String.join(
        " ",
        schema.readers().stream()
            .flatMap(
                reader ->
                    reader.columnsRead().stream()
                        .map(read -> reader.name() + ":" + read.relation() + "." + read.column()))
            .distinct()
            .sorted()
            .toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "CREATE POLICY p ON t USING (a > 1) | p:t.a",
        "CREATE POLICY p ON t USING (a > 1) WITH CHECK (t.b > 1) | p:t.a p:t.b",
        "CREATE POLICY p ON t USING (id IN (SELECT a FROM u)) | p:t.id p:u.a",
        "CREATE POLICY p ON t USING (a > 1); ALTER POLICY p ON t USING (b > 1) | p:t.b",
        "CREATE POLICY p ON t USING (a > 1); DROP POLICY p ON t | ``",
        "CREATE POLICY p ON t USING (a > 1); ALTER POLICY p ON t RENAME TO q | q:t.a",
        "CREATE TRIGGER g BEFORE UPDATE OF b ON t FOR EACH ROW WHEN (NEW.a > OLD.id)"
            + " EXECUTE FUNCTION f() | g:t.a g:t.b g:t.id",
        "CREATE TRIGGER g BEFORE UPDATE ON t FOR EACH ROW WHEN (NEW.a > 1) EXECUTE FUNCTION f();"
            + " CREATE OR REPLACE TRIGGER g BEFORE UPDATE ON t EXECUTE FUNCTION f() | ``",
        "CREATE RULE r AS ON INSERT TO t WHERE NEW.a > 1 DO ALSO NOTHING | r:t.a",
        "CREATE RULE r AS ON DELETE TO u DO ALSO UPDATE t SET b = 1 WHERE a = OLD.id"
            + " | r:t.a r:t.b r:u.id",
        "CREATE RULE r AS ON INSERT TO t WHERE NEW.a > 1 DO ALSO NOTHING; DROP RULE r ON t | ``",
        "CREATE PUBLICATION p FOR TABLE t (id, a) WHERE (b > 1), u | p:t.a p:t.b p:t.id",
        "CREATE PUBLICATION p FOR TABLE t (id, a); ALTER PUBLICATION p SET TABLE t (id) | p:t.id",
        "CREATE PUBLICATION p FOR TABLE t (id, a); ALTER PUBLICATION p DROP TABLE t | ``",
        "CREATE PUBLICATION p FOR TABLE t (id); DROP PUBLICATION p | ``",
        "CREATE POLICY p ON t USING (a > 1); ALTER TABLE t RENAME a TO c | p:t.c",
        "CREATE POLICY p ON t USING (a > 1); ALTER TABLE t RENAME TO w | p:w.a",
        "CREATE POLICY p ON t USING (a > 1); DROP TABLE t | ``"
      })
  void whatReadsColumnsIsKept(String script, String columns) {
    assertThat(told(Schemas.of(TABLES + script))).isEqualTo(columns);
  }

  @Test
  void cascadeTakesWhatReadsTheColumn() {
    KnownSchema schema =
        Schemas.of(
            TABLES
                + "CREATE POLICY p ON t USING (a > 1); CREATE POLICY q ON u USING (id IN (SELECT a"
                + " FROM t)); CREATE POLICY kept ON u USING (a > 1);"
                + " ALTER TABLE t DROP COLUMN a CASCADE");

    assertThat(told(schema)).isEqualTo("kept:u.a");
    assertThat(Schemas.table(schema, "t").policies()).isEmpty();
    assertThat(Schemas.table(schema, "u").policies()).containsExactly("kept");
  }
}
