package dev.ballast.lab.traffic.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Fault;
import dev.ballast.lab.traffic.TrafficError;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EvaluationTest {
  private static Value value(String expression) {
    return new Evaluation(Map.of("x", Value.of(5)), new SplittableRandom(1))
        .of(ExpressionParser.parse(expression, new ScriptPosition("test.sql", 7)));
  }

  /// The values are those that pgbench 15.18 prints for `\set a debug(...)`.
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "1 + 2 * 3 ~ whole 7",
        "7 / 2 ~ whole 3",
        "-7 / 2 ~ whole -3",
        "-7 % 3 ~ whole -1",
        "7 / 2.0 ~ fraction 3.5",
        "1 << 3 + 1 ~ whole 16",
        "6 & 3 | 8 ~ whole 10",
        "1 | 2 = 3 ~ truth true",
        "5 # 1 ~ whole 4",
        "%5 ~ whole -6",
        "- 3 + 2 ~ whole -1",
        "NOT 1 = 2 ~ truth true",
        "NOT TRUE AND FALSE ~ truth false",
        "TRUE OR FALSE AND FALSE ~ truth true",
        "NULL AND FALSE ~ nothing NULL",
        "NULL OR TRUE ~ nothing NULL",
        "NULL OR FALSE ~ nothing NULL",
        "NULL + 1 ~ nothing NULL",
        "1 IS NULL ~ truth false",
        "NULL ISNULL ~ truth true",
        "1 NOTNULL ~ truth true",
        "TRUE IS NOT FALSE ~ truth true",
        "CASE WHEN 1 > 2 THEN 3 WHEN 2 > 1 THEN 4 ELSE 5 END ~ whole 4",
        "CASE WHEN 0 THEN 3 END ~ nothing NULL",
        "greatest(1, 5, 3) ~ whole 5",
        "least(1, 0.5, 3) ~ fraction 0.5",
        "abs(-17) ~ whole 17",
        "abs(-1.5) ~ fraction 1.5",
        "int(5.5) ~ whole 6",
        "int(4.5) ~ whole 4",
        "double(5) ~ fraction 5",
        "sqrt(2.0) ~ fraction 1.4142135623731",
        "pow(2, 10) ~ fraction 1024",
        "mod(54, 32) ~ whole 22",
        "ln(2.718281828459045) ~ fraction 1",
        "exp(1.0) ~ fraction 2.71828182845905",
        "pi() ~ fraction 3.14159265358979",
        "-9223372036854775808 ~ whole -9223372036854775808",
        ".5 + 1e3 ~ fraction 1000.5",
        "1 <> 2 ~ truth true",
        "2 >= 2.0 ~ truth true",
        "3 != 3 ~ truth false",
        "1.0 / 3 ~ fraction 0.333333333333333",
        "10000000000000000.0 ~ fraction 1E+16",
        "0.00001 ~ fraction 0.00001",
        "1 = 1.0 ~ truth true",
        "1 - 2 - 3 ~ whole -4",
        "100 / 10 / 2 ~ whole 5",
        "2 * -3 ~ whole -6"
      })
  void isWhatPgbenchComputes(String expression, String expected) {
    assertValue(expression, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "hash_fnv1a(10, 5432) ~ whole -7793829335365542153",
        "hash_murmur2(10, 5432) ~ whole -5817877081768721676",
        "hash_murmur2(-7, 0) ~ whole -2376560325806870531",
        "hash_fnv1a(-7, 1) ~ whole 923706717037857242",
        "hash(9223372036854775807, -1) ~ whole -7449049946749928351",
        "permute(0, 10, 5432) ~ whole 6",
        "permute(1, 10, 5432) ~ whole 5",
        "permute(9, 10, 5432) ~ whole 2",
        "permute(12345, 1000000, -3) ~ whole 340448",
        "permute(-1, 17, 0) ~ whole 9",
        "permute(5, 9223372036854775807, 11) ~ whole 2212825111837950729",
        "permute(5, 1, 11) ~ whole 0",
        "permute(3, 16, 0) ~ whole 3"
      })
  void mixesAsPgbenchDoes(String expression, String expected) {
    assertValue(expression, expected);
  }

  private static void assertValue(String expression, String expected) {
    Value value = value(expression.replaceFirst("^%5$", "~5"));
    assertThat(
            value.getClass().getSimpleName().toLowerCase(Locale.ROOT)
                + " "
                + value.asParameter().orElse("NULL"))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "1 / 0 ~ division by zero",
        "5 % 0 ~ division by zero",
        "9223372036854775807 + 1 ~ out of range",
        "-9223372036854775808 / -1 ~ out of range",
        "9223372036854775807 * 2 ~ out of range",
        "int(1e30) ~ overflow",
        "TRUE + 1 ~ no integer",
        "1 AND TRUE ~ no boolean",
        "random(3, 2) ~ empty",
        "random_gaussian(1, 9, 1.9) ~ at least 2.0",
        "random_exponential(1, 9, 0) ~ above zero",
        "random_zipfian(1, 9, 1) ~ from 1.001",
        "random_zipfian(1, 9, 1001) ~ from 1.001",
        "permute(1, 0, 1) ~ above zero",
        "permute(1, 5) ~ variable default_seed is not set",
        ":y ~ variable y is not set"
      })
  void whatCannotBeComputedSaysWhy(String expression, String message) {
    assertThatThrownBy(() -> value(expression.strip()))
        .isInstanceOfSatisfying(
            Fault.class, e -> assertThat(e.code()).isEqualTo(TrafficError.SCRIPT_FAILED))
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "foo(1) ~ no function \"foo\"",
        "(1 ~ lacks \")\"",
        "1 2 ~ cannot be read at \"2\"",
        "1 + ~ ends too early",
        "abs(1, 2) ~ does not take 2",
        "pi(1) ~ does not take 1",
        "CASE 1 END ~ lacks WHEN",
        "CASE WHEN 1 2 END ~ lacks THEN",
        "CASE WHEN 1 THEN 2 ~ or END",
        "1 IS 2 ~ IS is followed by",
        "9223372036854775808 ~ out of range",
        "1e999 ~ out of range",
        "1 ? 2 ~ cannot be read at \"? 2\"",
        ") ~ cannot be read at \")\"",
        "a ~ no function \"a\""
      })
  void whatCannotBeReadSaysWhere(String expression, String message) {
    assertThatThrownBy(() -> value(expression.strip()))
        .isInstanceOfSatisfying(
            Fault.class,
            e -> {
              assertThat(e.code()).isEqualTo(TrafficError.SCRIPT_INVALID);
              assertThat(e.detail()).hasValue("test.sql, line 7");
            })
        .hasMessageContaining(message);
  }
}
