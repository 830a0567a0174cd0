package dev.ballast.change.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.migrations.TransactionMode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// CONCURRENTLY waits for every older transaction, and leaves an invalid index where a bound ends
/// that wait: whatever stands in a script, `--fix` puts none over it, and is done with once.
class ConcurrentlyIsNotBoundedTest {
  private static final String SCHEMA =
      """
      CREATE TABLE t (a int, c int);
      CREATE INDEX t_x ON t (c);
      CREATE TABLE p (a int) PARTITION BY LIST (a);
      CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
      CREATE MATERIALIZED VIEW m AS SELECT 1 AS a;
      CREATE UNIQUE INDEX m_key ON m (a);
      """;

  private static final List<String> POOL =
      List.of(
          "ALTER TABLE t ADD COLUMN b int",
          "ALTER TABLE t ALTER COLUMN a SET NOT NULL",
          "ALTER TABLE t ADD CONSTRAINT u UNIQUE (a)",
          "ALTER TABLE t ADD CONSTRAINT k CHECK (a > 0)",
          "ALTER TABLE p DETACH PARTITION p1",
          "CREATE INDEX t_a ON t (a)",
          "CREATE INDEX CONCURRENTLY t_c ON t (c)",
          "DROP INDEX t_x",
          "REINDEX TABLE t",
          "REFRESH MATERIALIZED VIEW m",
          "REFRESH MATERIALIZED VIEW CONCURRENTLY m",
          "SET lock_timeout = '2s'",
          "SET LOCAL lock_timeout = '1s'",
          "SET lock_timeout = 0",
          "RESET lock_timeout",
          "BEGIN",
          "COMMIT");

  private static final int SCRIPTS = 80;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void whateverStandsInAScript(TransactionMode mode) throws IOException {
    CheckedFolder files = new CheckedFolder(folder, mode).write("0.sql", SCHEMA);
    Random random = new Random(mode.name().hashCode());
    for (int i = 0; i < SCRIPTS; i++) {
      StringBuilder script = new StringBuilder();
      for (int j = random.nextInt(1, 5); j > 0; j--) {
        script.append(POOL.get(random.nextInt(POOL.size()))).append(";\n");
      }
      files.write("1.sql", script.toString());

      files.fix();
      String fixed = files.text("1.sql");
      files.fix();

      assertThat(files.text("1.sql")).as("after a second --fix of:%n%s", script).isEqualTo(fixed);
      boolean open = mode != TransactionMode.PER_STATEMENT;
      assertThat(bounded(script.toString(), open))
          .as("from:%n%sto:%n%s", script, fixed)
          .containsAll(bounded(fixed, open));
    }
  }

  /// The statements that are CONCURRENTLY under a bound.
  ///
  /// @param wrapped a transaction is open at the beginning
  private static List<String> bounded(String script, boolean wrapped) {
    List<String> found = new ArrayList<>();
    boolean open = wrapped;
    boolean session = false;
    boolean local = false;
    for (String statement : script.split(";\\R", -1)) {
      switch (statement) {
        case "SET lock_timeout = '2s'" -> session = true;
        case "SET LOCAL lock_timeout = '1s'", "SET LOCAL lock_timeout = '2s'" -> local = open;
        case "SET lock_timeout = 0", "RESET lock_timeout" -> {
          session = false;
          local = false;
        }
        case "BEGIN" -> open = true;
        case "COMMIT" -> {
          open = false;
          local = false;
        }
        default -> {
          if (statement.contains("CONCURRENTLY") && (session || local)) {
            found.add(statement);
          }
        }
      }
    }
    return found;
  }
}
