package dev.ballast.rules.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.sql.tree.ParsedStatement.Understood;
import dev.ballast.sql.tree.Parser;
import dev.ballast.sql.tree.SessionStatement.TransactionControl;
import dev.ballast.sql.tree.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeoutsTest {
  private final Timeouts timeouts = new Timeouts();

  private void run(String sql, boolean inTransaction) {
    Statement statement = ((Understood) Parser.postgres18().parse(sql)).statement();
    timeouts.apply(statement, inTransaction);
    if (statement instanceof TransactionControl control) {
      timeouts.transaction(control, inTransaction);
    }
  }

  @Test
  void aLocalTimeoutEndsWithItsTransactionAndNeedsOne() {
    run("SET lock_timeout = 5000", false);
    run("SET LOCAL lock_timeout = '1min'", false);
    assertThat(timeouts.lock()).contains(Duration.ofSeconds(5));

    run("BEGIN", false);
    run("SET LOCAL lock_timeout = '1min'", true);
    assertThat(timeouts.lock()).contains(Duration.ofMinutes(1));

    run("COMMIT", true);
    assertThat(timeouts.lock()).contains(Duration.ofSeconds(5));

    run("RESET ALL", false);
    assertThat(timeouts.lock()).isEmpty();
  }

  /// See the manual, SET: "the effects of the SET command disappear when the transaction is rolled
  /// back".
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BEGIN; SET lock_timeout = '2s'; ROLLBACK | 0",
        "BEGIN; SET lock_timeout = '2s'; COMMIT | 2",
        "SET lock_timeout = '3s'; BEGIN; SET lock_timeout = '2s'; ROLLBACK | 3",
        "SET lock_timeout = '3s'; BEGIN; RESET lock_timeout; ROLLBACK | 3",
        "BEGIN; SET lock_timeout = '2s'; SAVEPOINT a; SET lock_timeout = '4s'; ROLLBACK TO a | 2",
        "BEGIN; SAVEPOINT a; SET lock_timeout = '4s'; RELEASE a; COMMIT | 4",
        "BEGIN; SAVEPOINT a; SET LOCAL lock_timeout = '4s'; ROLLBACK TO SAVEPOINT a | 0",
        "BEGIN; SET lock_timeout = '2s'; COMMIT; BEGIN; SET lock_timeout = '4s'; ROLLBACK | 2"
      })
  void aRollbackTakesItsSetBack(String script, long seconds) {
    boolean inTransaction = false;
    for (String sql : script.split(";", -1)) {
      run(sql.strip(), inTransaction);
      inTransaction =
          sql.contains("BEGIN") || (inTransaction && !sql.strip().matches("COMMIT|ROLLBACK"));
    }

    assertThat(timeouts.lock().map(Duration::toSeconds).orElse(0L)).isEqualTo(seconds);
  }
}
