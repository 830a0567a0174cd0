package dev.ballast.migrations.flyway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.internal.parser.PlaceholderReplacingReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Flyway itself says what it makes of a text.
class FlywayPlaceholdersTest {
  private static final Map<String, String> VALUES =
      Map.of("Schema", "app", "b", "${Schema}", "flyway:x", "y", "empty", "");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "create table ${schema}.t ();",
        "${SCHEMA}${Schema} '${schema}' -- ${schema}",
        "$${schema}",
        "$ ${schema}",
        "$$ ${b} $$",
        "\\${schema}",
        "${flyway:x}|${empty}|",
        "{schema} $schema }"
      })
  void aTextIsFilledAsFlywayFillsIt(String text) throws IOException {
    FlywayPlaceholders ours = new FlywayPlaceholders(true, "${", "}", ":", VALUES);

    assertThat(ours.fill(text, "V1__a.sql")).isEqualTo(flyways("${", "}", text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"@@schema@@ @schema @ x", "@@b@@@@schema@@", "${schema}"})
  void othersMarksAreThoseOfTheConfiguration(String text) throws IOException {
    FlywayPlaceholders ours = new FlywayPlaceholders(true, "@@", "@@", ":", VALUES);

    assertThat(ours.fill(text, "")).isEqualTo(flyways("@@", "@@", text));
  }

  /// Wherever it stands: Flyway fills a text before it reads SQL.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "select '${none}'                        | ${none}",
        "-- ${none} and ${Schema}                | ${none}",
        "/* ${ none } */                         | ${ none }",
        "do $$ begin perform '${none}'; end $$   | ${none}",
        "select '$${none}', '\\${none}'           | ${none}",
        "select '${}'                            | ${}",
        "select '${schema}' -- ${none            | ${none",
        "select '${empty}' -- $none {none}       | ``",
      })
  void aTextIsRefusedForThePlaceholdersThatHaveNoValue(String text, String refused)
      throws IOException {
    FlywayPlaceholders ours = new FlywayPlaceholders(true, "${", "}", ":", VALUES);

    assertThat(ours.unfilled(text, "V1__a.sql"))
        .extracting(FlywayPlaceholders.Unfilled::written)
        .isEqualTo(refused.isEmpty() ? List.of() : List.of(refused));
    if (refused.isEmpty()) {
      assertThat(flyways("${", "}", text)).isNotNull();
    } else {
      assertThatThrownBy(() -> flyways("${", "}", text))
          .isInstanceOf(FlywayException.class)
          .hasMessageContaining("No value provided for placeholder");
    }
  }

  @Test
  void whatFlywayItselfFillsHasAValue() {
    assertThat(FlywayPlaceholders.DEFAULT.unfilled("-- ${flyway:timestamp} ${Flyway:user}", ""))
        .isEmpty();
    assertThat(new FlywayPlaceholders(false, "${", "}", ":", VALUES).unfilled("${none}", ""))
        .isEmpty();
  }

  @Test
  void whatHasNoValueIsMarkedAsAPlaceholder() {
    FlywayPlaceholders ours =
        new FlywayPlaceholders(true, "#[", "]", ":", Map.of("lines", "a\nb", "one", "1"));

    assertThat(ours.fill("#[one] #[two] #[lines] #[open", ""))
        .isEqualTo("1 ${two} ${lines} #[open");
  }

  @Test
  void theNameOfTheFileIsAValueAndNothingIsFilledWhereThatIsOff() {
    assertThat(FlywayPlaceholders.DEFAULT.fill("'${flyway:filename}'", "V1__a.sql"))
        .isEqualTo("'V1__a.sql'");
    FlywayPlaceholders off = new FlywayPlaceholders(false, "${", "}", ":", VALUES);
    assertThat(off.fill("${schema}", "")).isEqualTo("${schema}");
  }

  private static String flyways(String prefix, String suffix, String text) throws IOException {
    StringWriter filled = new StringWriter();
    try (PlaceholderReplacingReader reader =
        new PlaceholderReplacingReader(prefix, suffix, ":", VALUES, new StringReader(text))) {
      for (int c = reader.read(); c >= 0; c = reader.read()) {
        filled.write(c);
      }
    }
    return filled.toString();
  }
}
