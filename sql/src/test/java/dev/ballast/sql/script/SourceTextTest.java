package dev.ballast.sql.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SourceTextTest {
  @Test
  void tellsAPlaceInEveryUnit() {
    SourceText text = SourceText.of("ab\r\nö€𝄞x\n");

    assertThat(text.position(0)).isEqualTo(new Position(1, 1, 0, 0));
    assertThat(text.position(4)).isEqualTo(new Position(2, 1, 4, 4));
    assertThat(text.position(6)).isEqualTo(new Position(2, 3, 6, 9));
    assertThat(text.position(8)).isEqualTo(new Position(2, 4, 8, 13));
    assertThat(text.position(10)).isEqualTo(new Position(3, 1, 10, 15));
    assertThat(text.lines()).isEqualTo(3);
    assertThat(text.line(1)).isEqualTo("ab");
    assertThat(text.line(2)).isEqualTo("ö€𝄞x");
    assertThat(text.line(3)).isEmpty();
  }

  @Test
  void findsTheCharAtAByteOfAStatement() {
    SourceText text = SourceText.of("select 'ö€𝄞', x");

    assertThat(text.charAt(8, 0)).isEqualTo(8);
    assertThat(text.charAt(8, 2)).isEqualTo(9);
    assertThat(text.charAt(8, 5)).isEqualTo(10);
    assertThat(text.charAt(8, 9)).isEqualTo(12);
    assertThat(text.charAt(8, 12)).isEqualTo(15);
    assertThat(text.charAt(0, 1_000)).isEqualTo(text.text().length());
  }

  @Test
  void countsLikeTheEncoderAnywhereInALongText() {
    Random random = new Random(7);
    StringBuilder made = new StringBuilder();
    String[] pieces = {"a", "ö", "€", "𝄞", "\n", "some ascii text "};
    while (made.length() < 10_000) {
      made.append(pieces[random.nextInt(pieces.length)]);
    }
    SourceText text = SourceText.of(made.toString());

    for (int at = 0; at <= made.length(); at++) {
      if (at < made.length() && Character.isLowSurrogate(made.charAt(at))) {
        continue;
      }
      String before = made.substring(0, at);
      int bytes = before.getBytes(StandardCharsets.UTF_8).length;
      String line = before.substring(before.lastIndexOf('\n') + 1);
      int lines = before.length() - before.replace("\n", "").length();
      int column = line.codePointCount(0, line.length()) + 1;
      assertThat(text.position(at)).isEqualTo(new Position(lines + 1, column, at, bytes));
      assertThat(text.charAt(0, bytes)).isEqualTo(at);
    }
  }
}
