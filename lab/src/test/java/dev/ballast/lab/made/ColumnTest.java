package dev.ballast.lab.made;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.sql.QualifiedIdentifier;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ColumnTest {
  private static Column column(String category, String type, String conditions, boolean required) {
    return new Column(
        1,
        "c",
        required,
        false,
        false,
        new ColumnType(category, type, 0, 0, List.of()),
        conditions,
        Optional.empty());
  }

  @Test
  void textsAreDigitsSoThatTheyBecomeOtherTypes() {
    assertThat(column("S", "text", "", true).candidates(2, Optional.empty()))
        .containsExactly("'2'");
  }

  @Test
  void anAddressIsTriedWhereAConstraintWantsOne() {
    assertThat(
            column("S", "text", "CHECK (VALUE ~ '^[^@]+@[^@]+$'::text)", true)
                .candidates(7, Optional.empty()))
        .startsWith("'made7@example.com'");
  }

  @Test
  void aNullableColumnIsNullOnlyWhenNothingElseFits() {
    assertThat(column("N", "int4", "", false).candidates(1, Optional.empty()))
        .startsWith("'1'")
        .endsWith("NULL");
  }

  @Test
  void aConstraintsOwnTextsComeFirst() {
    assertThat(
            column("S", "text", "CHECK ((s = ANY (ARRAY['new'::text, 'it''s'::text])))", true)
                .candidates(1, Optional.empty()))
        .startsWith("'new'", "'it''s'");
  }

  @Test
  void numbersOfAConstraintComeWithTheirNeighbours() {
    assertThat(column("N", "int4", "CHECK ((amount > 1000))", true).candidates(1, Optional.empty()))
        .startsWith("'1001'", "'1000'", "'999'");
  }

  @Test
  void aForeignKeyTakesARowThatIsThere() {
    Column column =
        new Column(
            1,
            "c",
            true,
            false,
            false,
            new ColumnType("N", "int8", 0, 0, List.of()),
            "",
            Optional.of(new Column.Target(7, "Id")));

    assertThat(column.candidates(2, Optional.of(QualifiedIdentifier.of("public", "parent"))))
        .containsExactly(
            "(SELECT \"Id\" FROM \"public\".\"parent\" ORDER BY ctid LIMIT 1 OFFSET 1)",
            "(SELECT \"Id\" FROM \"public\".\"parent\" ORDER BY ctid LIMIT 1 OFFSET 0)");
  }

  @Test
  void enumsGoThroughTheirLabels() {
    Column column =
        new Column(
            1,
            "c",
            true,
            false,
            false,
            new ColumnType("E", "mood", 0, 0, List.of("sad", "ok")),
            "",
            Optional.empty());

    assertThat(column.candidates(1, Optional.empty())).containsExactly("'sad'");
    assertThat(column.candidates(2, Optional.empty())).containsExactly("'ok'");
    assertThat(column.candidates(3, Optional.empty())).containsExactly("'sad'");
  }

  @Test
  void bitsHaveTheirLength() {
    Column column =
        new Column(
            1,
            "c",
            true,
            false,
            false,
            new ColumnType("V", "bit", 4, 0, List.of()),
            "",
            Optional.empty());

    assertThat(column.candidates(3, Optional.empty())).containsExactly("'0011'");
  }
}
