package dev.ballast.observe.collect.caller;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KnownCallersTest {
  private static final CallerRow SHOP = new CallerRow("42", "IO", "shop", "web", 3);

  private final KnownCallers known = new KnownCallers();

  @Test
  void whatWasMetOnceIsCountedAsNoneWhileItIsNotMet() {
    assertThat(known.counted(List.of(SHOP))).containsExactly(CallerRow.NO_STATEMENT, SHOP);
    assertThat(known.counted(List.of())).containsExactly(CallerRow.NO_STATEMENT, SHOP.none());
  }

  @Test
  void sessionsWithoutAStatementAreThereInEveryReading() {
    assertThat(known.counted(List.of())).containsExactly(CallerRow.NO_STATEMENT);
    assertThat(known.counted(List.of(new CallerRow("", "", "", "", 2))))
        .containsExactly(new CallerRow("", "", "", "", 2));
  }

  @Test
  void aRoleThatInventsNamesCrowdsNobodyOut() {
    List<CallerRow> invented =
        IntStream.range(0, 250)
            .mapToObj(i -> new CallerRow("7", "", "name " + i, "mallory", 1))
            .toList();

    List<CallerRow> counted = known.counted(invented);

    // A hundred of them, the other 150 together, and the row of every reading.
    assertThat(counted).hasSize(102);
    assertThat(counted).contains(new CallerRow("other", "", "", "", 150));
    assertThat(known.counted(List.of(SHOP))).contains(SHOP);
  }

  @Test
  void soManyGroupsAreKnownAtATimeAndNoMore() {
    List<CallerRow> met =
        IntStream.range(0, 300)
            .mapToObj(i -> new CallerRow("7", "Lock", "app", "role " + i, 1))
            .toList();

    List<CallerRow> counted = known.counted(met);

    assertThat(counted).hasSize(202);
    assertThat(counted).contains(new CallerRow("other", "Lock", "", "", 100));
    assertThat(counted.stream().mapToLong(CallerRow::sessions).sum()).isEqualTo(300);
  }

  @Test
  void aGroupThatIsNotMetForAnHourMakesRoom() {
    known.counted(List.of(SHOP));
    for (int reading = 1; reading < 360; reading++) {
      assertThat(known.counted(List.of())).contains(SHOP.none());
    }
    known.counted(List.of());

    assertThat(known.counted(List.of())).containsExactly(CallerRow.NO_STATEMENT);
  }
}
