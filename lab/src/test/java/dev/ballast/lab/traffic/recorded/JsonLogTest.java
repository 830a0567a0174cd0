package dev.ballast.lab.traffic.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class JsonLogTest {
  @Test
  void readsStatementsOfTheDatabase() throws IOException {
    String text =
        """
        {"timestamp":"2026-11-30 09:00:01.000 UTC","user":"app","dbname":"shop","pid":7,"session_id":"6c.4d","line_num":1,"message":"statement: SELECT 'a\\"b'"}
        {"timestamp":"2026-11-30 09:00:02.000 UTC","dbname":"other","session_id":"6c.4e","message":"statement: SELECT 2"}
        {"timestamp":"2026-11-30 09:00:03.000 UTC","pid":8,"message":"checkpoint starting"}
        {"timestamp":"2026-11-30 09:00:04.000 UTC","dbname":"shop","session_id":"6c.4d","message":"execute <unnamed>: SELECT $1","detail":"Parameters: $1 = NULL"}
        {"timestamp":"2026-11-30 09:0
        """;
    Entries entries = new Entries(Optional.of("shop"), 10);
    JsonLog.read(new BufferedReader(new StringReader(text)), entries);
    assertThat(entries.all()).extracting(Entry::text).containsExactly("SELECT 'a\"b'", "SELECT $1");
    assertThat(entries.all().getLast().parameters()).containsExactly(Optional.empty());
    assertThat(entries.leftOut())
        .singleElement()
        .extracting("reason")
        .isEqualTo("It is not whole.");
  }
}
