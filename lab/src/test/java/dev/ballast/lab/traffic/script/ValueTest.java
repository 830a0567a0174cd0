package dev.ballast.lab.traffic.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ValueTest {
  @ParameterizedTest
  @CsvSource({
    "5,Whole,5",
    "-5,Whole,-5",
    "007,Whole,7",
    "1.50,Fraction,1.5",
    "1e3,Fraction,1E+3",
    "abc,Text,abc",
    "5 apples,Text,5 apples",
    "'',Text,''",
    "t,Text,t"
  })
  void aColumnIsANumberWhereItReadsAsOne(String column, String kind, String parameter) {
    Value value = Value.ofColumn(Optional.of(column));
    assertThat(value.getClass().getSimpleName()).isEqualTo(kind);
    assertThat(value.asParameter()).hasValue(parameter);
  }

  @Test
  void nullStaysNull() {
    assertThat(Value.ofColumn(Optional.empty())).isEqualTo(Value.nothing());
    assertThat(Value.nothing().asParameter()).isEmpty();
  }
}
