package dev.ballast.evidence.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;

class MisreadTest {
  record Label(String name, String value) {
    Label {
      Objects.requireNonNull(name, "name is missing");
    }
  }

  record Request(String reason, boolean pages, List<Label> subject) {
    Request {
      Objects.requireNonNull(reason, "reason is missing");
    }
  }

  static Stream<Arguments> documents() {
    return Stream.of(
        Arguments.of(
            "{\"reason\": \"x\", \"pages\": true, \"subjekt\": []}",
            "there is no key \"subjekt\"; did you mean \"subject\"?"),
        Arguments.of(
            "{\"why\": \"x\", \"reason\": \"x\", \"pages\": true}",
            "there is no key \"why\"; known here: pages, reason, subject"),
        Arguments.of("{\"pages\": true}", "reason is missing"),
        Arguments.of(
            "{\"reason\": \"x\", \"pages\": \"soon\"}",
            "pages is missing, or not of the type that is expected"),
        Arguments.of(
            "{\"reason\": \"x\", \"pages\": true, \"subject\": [{\"value\": \"y\"}]}",
            "subject.[0]: name is missing"),
        Arguments.of("[1]", "the whole is missing, or not of the type that is expected"));
  }

  /// The parser reads on to the end of the word.
  @Test
  void whatIsNoJsonIsReportedWithItsPlace() {
    JacksonException e =
        catchThrowableOfType(
            JacksonException.class,
            () -> Json.read("{\n\"reason\": x}".getBytes(UTF_8), Request.class));

    assertThat(Misread.why(e)).matches("it is not JSON: line 2, column 1[1-3]");
  }

  @ParameterizedTest
  @MethodSource("documents")
  void whatIsWrongIsNamedByTheKeysOfTheDocument(String json, String why) {
    JacksonException e =
        catchThrowableOfType(
            JacksonException.class, () -> Json.read(json.getBytes(UTF_8), Request.class));

    assertThat(Misread.why(e)).isEqualTo(why).doesNotContain("dev.ballast");
  }
}
