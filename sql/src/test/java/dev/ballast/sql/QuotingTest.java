package dev.ballast.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotingTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "orders, \"orders\"",
        "My Table, \"My Table\"",
        "a\"b, \"a\"\"b\"",
        "select, \"select\""
      })
  void namesAreAlwaysQuoted(String name, String quoted) {
    assertThat(new Identifier(name)).hasToString(quoted);
  }

  @Test
  void aNameCannotCloseItsQuotes() {
    assertThat(QualifiedIdentifier.of("s", "t\"; DROP TABLE x; --"))
        .hasToString("\"s\".\"t\"\"; DROP TABLE x; --\"");
  }

  @Test
  void emptyNamesAndZeroBytesAreRefused() {
    assertThatThrownBy(() -> new Identifier("")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Identifier("a\0b")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Literal("a\0b")).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {"plain, 'plain'", "it's, 'it''s'", "a\\'b, ` E'a\\\\''b'`"})
  void literalsCannotCloseTheirQuotes(String value, String quoted) {
    assertThat(new Literal(value)).hasToString(quoted);
  }

  @Test
  void namesSortBySchemaThenName() {
    QualifiedIdentifier a = QualifiedIdentifier.of("a", "z");
    QualifiedIdentifier b = QualifiedIdentifier.of("b", "a");
    assertThat(List.of(b, a)).isSortedAccordingTo((x, y) -> y.compareTo(x));
    assertThat(a.display()).isEqualTo("a.z");
  }
}
