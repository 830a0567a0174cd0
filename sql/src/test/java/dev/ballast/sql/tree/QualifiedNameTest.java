package dev.ballast.sql.tree;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QualifiedNameTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\0',
      value = {
        "orders,      orders",
        "_a1$,        _a1$",
        "Orders,      \"Orders\"",
        "order,       \"order\"",
        "user,        \"user\"",
        "integer,     \"integer\"",
        "verbose,     \"verbose\"",
        "name,        name",
        "type,        type",
        "1st,         \"1st\"",
        "größe,       \"größe\"",
        "a b,         \"a b\"",
        "a\"b,        \"a\"\"b\"",
        "$a,          \"$a\""
      })
  void aNameIsQuotedOnlyWhereItMustBe(String name, String printed) {
    assertThat(QualifiedName.of(name)).hasToString(printed);
  }

  @Test
  void bothPartsAreQuoted() {
    assertThat(QualifiedName.of("My Schema", "table")).hasToString("\"My Schema\".\"table\"");
  }

  @Test
  void aNameWithoutASchemaMayBeAnyOfThatName() {
    assertThat(QualifiedName.of("a").mayBe(QualifiedName.of("s", "a"))).isTrue();
    assertThat(QualifiedName.of("s", "a").mayBe(QualifiedName.of("s", "a"))).isTrue();
    assertThat(QualifiedName.of("t", "a").mayBe(QualifiedName.of("s", "a"))).isFalse();
    assertThat(QualifiedName.of("b").mayBe(QualifiedName.of("s", "a"))).isFalse();
  }
}
