package dev.ballast.sample.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CopyRowTest {
  private final CopyRow row = new CopyRow();

  @Test
  void separatesFieldsAndEndsRows() {
    row.number(7).text("a").nothing().end();
    row.number(-12).field().add("b").add(0).hex(0xABCDL, 3).end();
    assertThat(written()).isEqualTo("7\ta\t\\N\n-12\tb0bcd\n");
  }

  @Test
  void escapesWhatCopyWouldTakeForItsOwn() {
    row.text("a\\b\tc\nd\re").end();
    assertThat(written()).isEqualTo("a\\\\b\\tc\\nd\\re\n");
  }

  @Test
  void writesUtf8AndGoesOnEscapingBehindIt() {
    row.text("Łódź 東京\t𝄞\\").end();
    assertThat(written()).isEqualTo("Łódź 東京\\t𝄞\\\\\n");
  }

  @Test
  void writesAmountsWithTwoDigits() {
    row.cents(0).cents(5).cents(1990).cents(123456).end();
    assertThat(written()).isEqualTo("0.00\t0.05\t19.90\t1234.56\n");
    assertThatThrownBy(() -> row.cents(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void writesMomentsToTheMicrosecondAlsoBefore1970() {
    row.moment(0).moment(1_767_323_045_678_901L).moment(-1).end();
    assertThat(written())
        .isEqualTo(
            "1970-01-01 00:00:00.000000+00\t2026-01-02 03:04:05.678901+00\t"
                + "1969-12-31 23:59:59.999999+00\n");
  }

  @Test
  void growsPastItsFirstBuffer() {
    String long1 = "x".repeat(200_000);
    row.text(long1).end();
    assertThat(written()).isEqualTo(long1 + "\n");
  }

  private String written() {
    byte[] bytes = new byte[row.length()];
    row.copyTo(bytes, 0, 0, bytes.length);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
