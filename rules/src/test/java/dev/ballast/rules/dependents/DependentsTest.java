package dev.ballast.rules.dependents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.effect.schema.ChangingSchema;
import dev.ballast.effect.schema.Moment;
import dev.ballast.sql.tree.ParsedStatement.Understood;
import dev.ballast.sql.tree.Parser;
import dev.ballast.sql.tree.QualifiedName;
import java.util.List;
import org.junit.jupiter.api.Test;

class DependentsTest {
  private static final List<String> VISITS =
      List.of(
          "CREATE TABLE visits (id bigint PRIMARY KEY, shop text, day date, counted integer,"
              + " doubled integer GENERATED ALWAYS AS (counted * 2) STORED,"
              + " UNIQUE (shop, day), CHECK (counted > 0 OR day > '2020-01-01'))",
          "CREATE INDEX visits_two ON visits (counted, id)",
          "CREATE VIEW busy AS SELECT shop FROM visits WHERE counted > 100");

  private static List<String> on(int major, String column) {
    ChangingSchema schema = ChangingSchema.unknown();
    for (String sql : VISITS) {
      if (Parser.postgres18().parse(sql) instanceof Understood(var statement)) {
        schema.apply(statement, Moment.BEFORE_ALL);
      }
    }
    return Dependents.onColumn(schema.known(), major, QualifiedName.of("visits"), column).stream()
        .map(each -> each.described() + (each.refuses() ? " refuses" : " goes"))
        .toList();
  }

  @Test
  void viewsAndGeneratedColumnsRefuseAndWhatHoldsOtherColumnsGoes() {
    assertThat(on(15, "counted"))
        .containsExactly(
            "the view busy refuses",
            "the generated column doubled refuses",
            "the constraint visits_check goes",
            "the index visits_two goes");
  }

  @Test
  void before15AGeneratedColumnGoesWithoutAWord() {
    assertThat(on(14, "counted")).contains("the generated column doubled goes");
  }

  @Test
  void aUniqueOfSeveralColumnsGoesWithOneOfThem() {
    assertThat(on(18, "shop"))
        .containsExactly("the view busy refuses", "the constraint visits_shop_day_key goes");
  }

  @Test
  void whatNobodyNeedsHasNoDependents() {
    assertThat(on(18, "doubled")).isEmpty();
  }
}
