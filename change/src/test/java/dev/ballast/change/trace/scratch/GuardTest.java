package dev.ballast.change.trace.scratch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardTest {
  @Test
  void whatReachesOutIsRefusedWithItsReason() {
    assertThat(Guard.refusal("CREATE SUBSCRIPTION s CONNECTION 'host=a' PUBLICATION p"))
        .hasValue("it would connect to another server");
    assertThat(Guard.refusal("COPY t FROM PROGRAM 'x'"))
        .hasValue("it would run a program on the server's machine");
    assertThat(Guard.refusal("COPY t FROM '/etc/passwd'"))
        .hasValue("it would read or write a file on the server's machine");
    assertThat(Guard.refusal("LOAD 'x'")).hasValue("it would load a library into the server");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "COPY t FROM STDIN",
        "COPY t TO STDOUT",
        "COMMENT ON TABLE program IS 'COPY t FROM PROGRAM ''x'''",
        "CREATE TABLE subscription (load text, program text)",
        "ALTER SYSTEM SET work_mem = '8MB'",
        "SELECT 'CREATE SUBSCRIPTION s'",
        "DO $$ BEGIN RAISE NOTICE 'COPY t FROM PROGRAM ''x'''; END $$",
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "",
        "this is no SQL"
      })
  void whatOnlySpeaksOfItIsNot(String sql) {
    assertThat(Guard.refusal(sql)).isEmpty();
  }
}
