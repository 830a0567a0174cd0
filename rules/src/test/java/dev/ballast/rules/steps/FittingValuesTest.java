package dev.ballast.rules.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TypeName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FittingValuesTest {
  private static final TypeName INTEGER = type("int4");
  private static final TypeName TEXT = type("text");

  @Test
  void moreDigitsBehindThePointLeaveFewerBeforeIt() {
    assertThat(fits(type("numeric", "12", "2"), type("numeric", "12", "4"), 18))
        .contains("abs(round(a, 4)) < 1e8");
  }

  @Test
  void fewerDigitsBehindThePointAreComparedToo() {
    assertThat(fits(type("numeric", "10", "2"), type("numeric", "10", "0"), 18))
        .contains("a = round(a, 0) AND abs(round(a, 0)) < 1e10");
  }

  @Test
  void aTextIsNotComparedWithNumbers() {
    assertThat(fits(TEXT, INTEGER, 18)).contains("pg_input_is_valid(a, 'integer')");
    assertThat(fits(TEXT, INTEGER, 15)).contains("a ~ '^[-+]?[0-9]{1,4}$'");
    assertThat(fits(TEXT, type("date"), 15)).isEmpty();
  }

  @Test
  void aNumberHasALengthOnlyAsText() {
    assertThat(fits(INTEGER, type("varchar", "3"), 18)).contains("char_length(a::text) <= 3");
  }

  @Test
  void aFractionDoesNotFitAnInteger() {
    assertThat(fits(type("numeric"), type("int2"), 18))
        .contains("a BETWEEN -32768 AND 32767 AND a = trunc(a)");
  }

  private static Optional<String> fits(TypeName former, TypeName type, int major) {
    return FittingValues.of("a", Optional.of(former), type, major);
  }

  private static TypeName type(String name, String... modifiers) {
    return new TypeName(QualifiedName.of(name), List.of(modifiers), 0, false, false);
  }
}
