package dev.ballast.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Fault;
import dev.ballast.server.ServerError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormFieldsTest {
  @ParameterizedTest
  @CsvSource({
    "a=1, 1",
    "b=2&a=1, 1",
    "a=1&a=2, 1",
    "a=, ''",
    "a, ''",
    "a=&b=, ''",
    "&&a=1&&, 1",
    "a=1=2, 1=2",
    "a=x+y%20z, x y z",
    "a=%C3%A4%26%3D, ä&=",
    "%61=1, 1",
  })
  void findsAField(String body, String value) {
    assertThat(FormFields.parse(body).value("a")).hasValue(value);
  }

  @Test
  void aFieldThatIsNotThereIsNotThere() {
    assertThat(FormFields.parse("").value("a")).isEmpty();
    assertThat(FormFields.parse("aa=1&b=a").value("a")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=%", "a=%4", "a=%zz", "%=1"})
  void whatIsNotEncodedIsRefused(String body) {
    assertThatThrownBy(() -> FormFields.parse(body))
        .isInstanceOfSatisfying(
            Fault.class, f -> assertThat(f.code()).isEqualTo(ServerError.REQUEST_INVALID));
  }
}
