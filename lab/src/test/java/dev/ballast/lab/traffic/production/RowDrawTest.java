package dev.ballast.lab.traffic.production;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ballast.lab.traffic.production.Place.How;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RowDrawTest {
  private final SplittableRandom random = new SplittableRandom(3);

  private static RowDraw.Cell cell(int parameter, int index, How how) {
    return new RowDraw.Cell(parameter, index, "c" + index, how, false);
  }

  private List<Optional<String>> drawn(RowDraw draw, int parameters) {
    List<Optional<String>> values = new ArrayList<>();
    for (int i = 0; i < parameters; i++) {
      values.add(Optional.of("usual"));
    }
    draw.fill(values, 3, random);
    return values;
  }

  /// Rows (i, 10 i) for i from 0 to 99, ordered by the first column.
  private static Samples.Sample pairs() {
    return new Samples.Sample(
        IntStream.range(0, 100)
            .mapToObj(
                i ->
                    List.of(
                        Optional.of(Integer.toString(i)), Optional.of(Integer.toString(10 * i))))
            .toList(),
        Map.of("c0", IntStream.range(0, 100).boxed().toList()));
  }

  @Test
  void aCompositeKeyIsOfOneRow() {
    RowDraw draw =
        new RowDraw(pairs(), List.of(cell(1, 0, How.EQUAL), cell(2, 1, How.EQUAL)), 0.01);
    for (int time = 0; time < 100; time++) {
      List<Optional<String>> values = drawn(draw, 2);
      assertThat(values.get(1).orElseThrow())
          .isEqualTo(Integer.toString(10 * Integer.parseInt(values.getFirst().orElseThrow())));
    }
  }

  @Test
  void elementsOfAListAreOfSeveralRows() {
    RowDraw draw =
        new RowDraw(
            pairs(),
            List.of(cell(1, 0, How.EQUAL), cell(2, 0, How.EQUAL), cell(3, 0, How.EQUAL)),
            0.01);
    assertThat(drawn(draw, 3).stream().distinct().count()).isGreaterThan(1);
  }

  @Test
  void whatNothingFillsKeepsItsUsualValue() {
    RowDraw draw = new RowDraw(pairs(), List.of(cell(2, 0, How.EQUAL)), 0.01);
    assertThat(drawn(draw, 3).getFirst()).hasValue("usual");
    assertThat(drawn(draw, 3).getLast()).hasValue("usual");
  }

  @Test
  void aTableWithoutRowsFillsNothing() {
    Samples.Sample empty = new Samples.Sample(List.of(), Map.of());
    RowDraw draw = new RowDraw(empty, List.of(cell(1, 0, How.EQUAL)), 0.01);
    assertThat(drawn(draw, 1)).containsExactly(Optional.of("usual"));
  }

  @Test
  void aRangeHoldsTheShareOfRowsThatProductionTouches() {
    RowDraw draw = new RowDraw(pairs(), List.of(cell(1, 0, How.ABOVE), cell(2, 0, How.BELOW)), 0.2);
    for (int time = 0; time < 100; time++) {
      List<Optional<String>> values = drawn(draw, 2);
      int width =
          Integer.parseInt(values.getLast().orElseThrow())
              - Integer.parseInt(values.getFirst().orElseThrow());
      // The last range of all ends with the last row.
      assertThat(width).isBetween(19, 20);
    }
  }

  @Test
  void aBoundAloneLeavesTheShareAtItsEnd() {
    RowDraw above = new RowDraw(pairs(), List.of(cell(1, 0, How.ABOVE)), 0.1);
    RowDraw below = new RowDraw(pairs(), List.of(cell(1, 0, How.BELOW)), 0.1);
    assertThat(drawn(above, 1)).containsExactly(Optional.of("90"));
    assertThat(drawn(below, 1)).containsExactly(Optional.of("10"));
  }

  @Test
  void aBoundOfAQueryThatEndsByItsLimitIsAnywhere() {
    RowDraw draw =
        new RowDraw(pairs(), List.of(new RowDraw.Cell(1, 0, "c0", How.ABOVE, true)), 0.1);
    double sum = 0;
    for (int time = 0; time < 1000; time++) {
      sum += Integer.parseInt(drawn(draw, 1).getFirst().orElseThrow());
    }
    // The mean of 0 to 99 is 49.5, the standard error 0.91.
    assertThat(sum / 1000).isCloseTo(49.5, within(4.6));
  }

  @Test
  void anArrayHoldsTheRequestedNumberOfElements() {
    RowDraw draw = new RowDraw(pairs(), List.of(cell(1, 0, How.ELEMENT)), 0.1);
    assertThat(drawn(draw, 1).getFirst().orElseThrow())
        .matches("\\{\"[0-9]+\",\"[0-9]+\",\"[0-9]+\"}");
  }

  @ParameterizedTest
  @CsvSource({"abcdef,abc%", "ab,ab%", "'',%", "a%b,a\\%b%", "_x,\\_x%", "ä€😀z,ä€😀%"})
  void aPatternIsAPrefix(String value, String pattern) {
    assertThat(RowDraw.pattern(value)).isEqualTo(pattern);
  }

  @ParameterizedTest
  @CsvSource({"a,\"a\"", "a\"b,\"a\\\"b\"", "a\\b,\"a\\\\b\"", "NULL,\"NULL\"", "'a,b','\"a,b\"'"})
  void anElementIsQuotedAsTheServerReadsIt(String value, String quoted) {
    assertThat(RowDraw.quoted(value)).isEqualTo(quoted);
  }
}
