package dev.ballast.lab.traffic.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.postgres.jdbc.ServerStatement.Keeping;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LoggedStatementTest {
  private static LoggedStatement read(String message, String detail) {
    return LoggedStatement.of(message, detail).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "statement: SELECT 1 ~ SELECT 1 ~ UNNAMED ~ 0",
        "execute <unnamed>: SELECT $1 ~ SELECT $1 ~ UNNAMED ~ 0",
        "execute S_1: SELECT $1 ~ SELECT $1 ~ NAMED ~ 0",
        "execute S_1/C_2: SELECT $1 ~ SELECT $1 ~ NAMED ~ 0",
        "execute <unnamed>/C_2: SELECT $1 ~ SELECT $1 ~ UNNAMED ~ 0",
        "duration: 12.345 ms  statement: SELECT 1 ~ SELECT 1 ~ UNNAMED ~ 12345",
        "duration: 0.007 ms  execute S_9: SELECT 2 ~ SELECT 2 ~ NAMED ~ 7",
        "statement: SELECT 'statement: x' ~ SELECT 'statement: x' ~ UNNAMED ~ 0"
      })
  void aMessageNamesItsStatement(String message, String text, Keeping keeping, long micros) {
    LoggedStatement statement = read(message, "");
    assertThat(statement.text()).isEqualTo(text);
    assertThat(statement.keeping()).isEqualTo(keeping);
    assertThat(statement.durationMicros()).isEqualTo(micros);
    assertThat(statement.parameters()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "duration: 12.345 ms",
        "duration: 0.1 ms  parse S_1: SELECT 1",
        "duration: 0.100 ms  bind S_1: SELECT 1",
        "execute fetch from S_1/C_2: SELECT 1",
        "connection authorized: user=a",
        "relation \"statement: x\" does not exist",
        "disconnection: session time: 0:00:00.001",
        ""
      })
  void otherMessagesNameNone(String message) {
    assertThat(LoggedStatement.of(message, "")).isEmpty();
  }

  @Test
  void aTextMayHaveSeveralLines() {
    assertThat(read("statement: SELECT 1,\n  2", "").text()).isEqualTo("SELECT 1,\n  2");
  }

  @Test
  void parametersAreRead() {
    // Before and after PostgreSQL 17 the word begins in another letter case.
    for (String word : new String[] {"parameters", "Parameters"}) {
      assertThat(
              read(
                      "execute <unnamed>: SELECT $1, $2, $3, $4",
                      word + ": $1 = '5', $2 = NULL, $3 = 'it''s, $9 = ''x''', $4 = ''")
                  .parameters())
          .containsExactly(
              Optional.of("5"), Optional.empty(), Optional.of("it's, $9 = 'x'"), Optional.of(""));
    }
  }

  @Test
  void aValueMayHaveSeveralLines() {
    assertThat(read("execute a: SELECT $1", "Parameters: $1 = 'a\nb'").parameters())
        .containsExactly(Optional.of("a\nb"));
  }

  @Test
  void anotherDetailHasNone() {
    assertThat(read("statement: EXECUTE a(1)", "prepare: PREPARE a AS SELECT $1").parameters())
        .isEmpty();
  }
}
