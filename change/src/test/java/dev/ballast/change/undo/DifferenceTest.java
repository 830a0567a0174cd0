package dev.ballast.change.undo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DifferenceTest {
  private static final Facet TABLE = object(200, "public.t", "table", "12", List.of());
  private static final Facet COLUMN = object(350, "public.t.a", "column", "12", List.of());
  private static final Facet VIEW = object(300, "public.v", "view", "", List.of("make v"));

  @Test
  void whatIsEqualNeedsNothing() {
    assertThat(Difference.between(List.of(TABLE, COLUMN), List.of(COLUMN, TABLE)).isEmpty())
        .isTrue();
  }

  @Test
  void theNumberOfRowsIsNoDifference() {
    Facet later = object(200, "public.t", "table", "13", List.of());

    assertThat(Difference.between(List.of(TABLE), List.of(later)).isEmpty()).isTrue();
  }

  @Test
  void whatCameIsTakenAwayInTheReverseOrderAndThenWhatWentIsMade() {
    Facet index = object(550, "public.i", "index", "", List.of("make i"));
    Facet setting = present("public.t", "default", "1");

    Difference difference = Difference.between(List.of(setting, VIEW), List.of(TABLE, index));

    assertThat(difference.statements())
        .containsExactly("drop public.i", "drop public.t", "make v", "set default of public.t");
    assertThat(difference.lost()).isEmpty();
  }

  @Test
  void whatBelongsToAnObjectThatCameGoesWithIt() {
    Facet owner = present("public.t", "option x", "1");
    Facet constraint = object(500, "c on public.t", "constraint", "", List.of("make c"));

    Difference difference =
        Difference.between(List.of(), List.of(TABLE, COLUMN, owner, constraint));

    assertThat(difference.statements()).containsExactly("drop public.t");
  }

  @Test
  void whatHasNoWayBackIsLostAndNotWhatBelongsToIt() {
    Difference difference = Difference.between(List.of(TABLE, COLUMN), List.of());

    assertThat(difference.lost()).containsExactly(TABLE);
    assertThat(Losses.told(difference.lost(), _ -> OptionalLong.empty()))
        .isEqualTo("dropping table public.t loses about 12 rows");
  }

  @Test
  void whatIsMadeAgainGetsBackWhatBelongedToIt() {
    Facet before = remade("public.v", "(a)");
    Facet after = remade("public.v", "(a, b)");
    Facet comment = present("public.v.a", "comment", "says");
    Facet preset = present("public.v", "privilege x", "preset");

    Difference difference =
        Difference.between(List.of(before, comment, preset), List.of(after, comment, preset));

    assertThat(difference.statements())
        .containsExactly("drop public.v", "create public.v", "set comment of public.v.a");
  }

  @Test
  void privilegesFollowTheOwner() {
    Facet mine = present("public.t", "owner", "me");
    Facet yours = present("public.t", "owner", "you");

    Difference difference =
        Difference.between(
            List.of(mine, present("public.t", "privilege SELECT me", "preset")),
            List.of(yours, present("public.t", "privilege SELECT you", "preset")));

    assertThat(difference.statements()).containsExactly("set owner of public.t");
  }

  @Test
  void anIndexStaysWhenItsTableBecomesAPartition() {
    Facet own = object(550, "public.i", "index", "", List.of("make i"));
    Facet link = present("public.p", "child of public.t", "bound");
    Facet attached = attached("public.i", "index of the parent", "public.p");
    Facet other = attached("public.j", "index of the parent", "public.p");
    Facet elsewhere = attached("public.k", "index of the parent", "public.q");

    Difference difference =
        Difference.between(List.of(own), List.of(link, attached, other, elsewhere));

    assertThat(difference.statements())
        .containsExactly("unset child of public.t of public.p", "drop public.j");
  }

  @Test
  void anIndexIsMadeAndDroppedConcurrentlyAndNothingElseIs() {
    assertThat(Concurrently.of("CREATE UNIQUE INDEX \"a INDEX b\" ON t (a)"))
        .isEqualTo("CREATE UNIQUE INDEX CONCURRENTLY \"a INDEX b\" ON t (a)");
    assertThat(Concurrently.of("DROP INDEX s.i")).isEqualTo("DROP INDEX CONCURRENTLY s.i");
    assertThat(Concurrently.of("COMMENT ON INDEX s.i IS ''"))
        .isEqualTo("COMMENT ON INDEX s.i IS ''");
  }

  @Test
  void rowsAreCountedInWords() {
    assertThat(RowCount.exactly(OptionalLong.of(1_204_113))).isEqualTo("1,204,113 rows");
    assertThat(RowCount.about(OptionalLong.of(1))).isEqualTo("about 1 row");
    assertThat(RowCount.about(OptionalLong.empty())).isEqualTo("an unknown number of rows");
  }

  private static Facet object(
      int rank, String subject, String name, String value, List<String> make) {
    return new Facet(
        rank, subject, name, value, Facet.Mode.OBJECT, make, List.of("drop " + subject));
  }

  private static Facet remade(String subject, String value) {
    return new Facet(
        300,
        subject,
        "view",
        value,
        Facet.Mode.REMAKE,
        List.of("create " + subject),
        List.of("drop " + subject));
  }

  private static Facet present(String subject, String name, String value) {
    return new Facet(
        800,
        subject,
        name,
        value,
        Facet.Mode.PRESENCE,
        List.of("set " + name + " of " + subject),
        List.of("unset " + name + " of " + subject));
  }

  private static Facet attached(String subject, String name, String table) {
    return new Facet(
        535, subject, name, table, Facet.Mode.ATTACHED, List.of(), List.of("drop " + subject));
  }
}
