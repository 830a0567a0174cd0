package dev.ballast.change.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RowSketchTest {
  private static final int MANY = 100_000;

  @Test
  void equalTablesHaveNoRowsApart() {
    assertThat(apart(rows(MANY), rows(MANY)).rows()).isEmpty();
  }

  @Test
  void fewRowsApartAreAllFoundHoweverManyAreEqual() {
    List<String> before = rows(MANY);
    List<String> after = IntStream.range(3, MANY + 2).mapToObj(Integer::toString).toList();

    RowSketch.Decoded apart = apart(before, after);

    assertThat(apart.factor()).isEqualTo(1);
    assertThat(apart.rows())
        .filteredOn(SketchedRow::before)
        .extracting(SketchedRow::key)
        .containsExactlyInAnyOrder("0", "1", "2");
    assertThat(apart.rows())
        .filteredOn(row -> !row.before())
        .extracting(SketchedRow::key)
        .containsExactlyInAnyOrder("100000", "100001");
  }

  @Test
  void ofManyRowsApartASampleIsFoundThatTellsTheirNumber() {
    RowSketch.Decoded apart = apart(rows(MANY), List.of());

    assertThat(apart.isKnown()).isTrue();
    assertThat(apart.rows()).allMatch(SketchedRow::before);
    // The seed of the hashes is another one in each run. A sample of about 50 rows is off by half
    // its size once in many thousand.
    assertThat(apart.rows().size() * apart.factor()).isBetween(MANY / 3L, MANY * 3L);
  }

  @Test
  void aRowOfWhichOneCopyIsGoneIsFound() {
    assertThat(apart(List.of("a", "a", "b"), List.of("a", "b")).rows())
        .extracting(SketchedRow::key)
        .containsExactly("a");
  }

  @Test
  void rowsThatAreEqualAreNotFoundWhereTwoAreGoneAndThisIsSaid() {
    assertThat(apart(List.of("a", "a", "b"), List.of("b")).isKnown()).isFalse();
  }

  @Test
  void aLongKeyIsCutOffAndSaysSo() {
    String key = "0123456789".repeat(6);

    assertThat(apart(List.of(key), List.of()).rows())
        .extracting(SketchedRow::key)
        .containsExactly(key.substring(0, 47) + "...");
  }

  private static List<String> rows(int count) {
    return IntStream.range(0, count).mapToObj(Integer::toString).toList();
  }

  private static RowSketch.Decoded apart(List<String> before, List<String> after) {
    return sketch(before).minus(sketch(after), StandardCharsets.UTF_8);
  }

  private static RowSketch sketch(List<String> keys) {
    RowSketch sketch = new RowSketch();
    for (String key : keys) {
      byte[] line = key.getBytes(StandardCharsets.UTF_8);
      long hash = FieldHash.of(key);
      sketch.add(hash, FieldHash.mix(hash + 1), FieldHash.mix(hash + 2), line, line.length);
    }
    return sketch;
  }
}
