package dev.ballast.lab.traffic.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CsvLogTest {
  private static String line(int second, String database, String message, String detail) {
    return "2026-11-30 09:00:%02d.000 UTC,\"app\",\"%s\",77,\"[local]\",6c.4d,%d,\"SELECT\",2026-11-30 09:00:00 UTC,3/1,0,LOG,00000,\"%s\",%s,,,,,,,\"shop\",\"client backend\",,0\n"
        .formatted(
            second,
            database,
            second,
            message.replace("\"", "\"\""),
            detail.isEmpty() ? "" : '"' + detail.replace("\"", "\"\"") + '"');
  }

  private static Entries read(String text, int most) throws IOException {
    Entries entries = new Entries(Optional.of("shop"), most);
    CsvLog.read(new StringReader(text), entries);
    return entries;
  }

  @Test
  void readsStatementsOfTheDatabase() throws IOException {
    String text =
        line(1, "shop", "statement: SELECT \"a\",\n 'b,\"c'", "")
            + line(2, "other", "statement: SELECT 2", "")
            + line(3, "shop", "connection received", "")
            + line(
                4, "shop", "duration: 500.000 ms  execute S_1: SELECT $1", "Parameters: $1 = '\"'");
    Entries entries = read(text, 10);
    assertThat(entries.all())
        .extracting(Entry::text)
        .containsExactly("SELECT \"a\",\n 'b,\"c'", "SELECT $1");
    assertThat(entries.all()).extracting(Entry::session).containsOnly("6c.4d");
    assertThat(entries.all().getLast().parameters()).containsExactly(Optional.of("\""));
    // The second began half a second before its line was written.
    assertThat(entries.all().getLast().micros() - entries.all().getFirst().micros())
        .isEqualTo(2_500_000);
    assertThat(entries.leftOut()).isEmpty();
  }

  @Test
  void aLineThatBreaksOffIsCounted() throws IOException {
    String text = line(1, "shop", "statement: SELECT 1", "");
    Entries entries = read(text + text.substring(0, 60), 10);
    assertThat(entries.all()).hasSize(1);
    assertThat(entries.leftOut()).singleElement().extracting("calls").isEqualTo(1.0);
  }

  @Test
  void whatDoesNotFitIsCounted() throws IOException {
    Entries entries = read(line(1, "shop", "statement: SELECT 1", "").repeat(5), 2);
    assertThat(entries.all()).hasSize(2);
    assertThat(entries.leftOut())
        .singleElement()
        .satisfies(
            left -> {
              assertThat(left.calls()).isEqualTo(3);
              assertThat(left.reason()).isEqualTo("Only the first 2 statements are taken.");
            });
  }
}
