package dev.ballast.postgres.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.PostgresError;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class SqlStateTest {
  private static final Fault FAULT = Fault.of(PostgresError.SERVER_ERROR, "refused");

  @Test
  void isTheStateOfTheCause() {
    assertThat(SqlState.of(FAULT.cause(new SQLException("x", "23505")))).contains("23505");
  }

  @Test
  void isEmptyWithoutOne() {
    assertThat(SqlState.of(FAULT)).isEmpty();
    assertThat(SqlState.of(FAULT.cause(new SQLException("x")))).isEmpty();
    assertThat(SqlState.of(FAULT.cause(new IllegalStateException("x")))).isEmpty();
  }
}
