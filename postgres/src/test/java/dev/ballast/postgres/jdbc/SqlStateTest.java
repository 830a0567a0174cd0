package dev.ballast.postgres.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.PostgresError;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class SqlStateTest {
  private final Fault fault = Fault.of(PostgresError.SERVER_ERROR, "refused");

  @Test
  void isTheStateOfTheCause() {
    assertThat(SqlState.of(fault.cause(new SQLException("x", "23505")))).contains("23505");
  }

  @Test
  void isEmptyWithoutOne() {
    assertThat(SqlState.of(fault)).isEmpty();
    assertThat(SqlState.of(fault.cause(new SQLException("x")))).isEmpty();
    assertThat(SqlState.of(fault.cause(new IllegalStateException("x")))).isEmpty();
  }
}
