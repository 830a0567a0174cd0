package dev.ballast.lab.traffic.production;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.sql.tree.ParsedStatement;
import dev.ballast.sql.tree.Parser;
import dev.ballast.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlaceFinderTest {
  private static final CloneCatalog CATALOG =
      CloneCatalog.of(
          Map.of(
              QualifiedName.of("item"), table("item", "id", "name", "price", "at"),
              QualifiedName.of("shop", "sale"), table("sale", "item_id", "no", "buyer"),
              QualifiedName.of("sale"), table("sale", "item_id", "no", "buyer")));

  private static CloneTable table(String name, String... columns) {
    return new CloneTable(
        name,
        "r",
        1,
        1,
        List.of(columns).stream()
            .map(column -> new CloneTable.Column(column, "text", -1, false, false))
            .toList());
  }

  private static List<Place> places(String sql) {
    ParsedStatement parsed = Parser.postgres18().parse(sql);
    assertThat(parsed).isInstanceOf(ParsedStatement.Understood.class);
    return PlaceFinder.find(((ParsedStatement.Understood) parsed).statement(), CATALOG);
  }

  /// `$1 EQUAL item.id`, with the number of the use before it where there are several.
  private static String shown(String sql) {
    List<String> shown = new ArrayList<>();
    for (Place place : places(sql)) {
      shown.add(
          switch (place) {
            case Place.Compared each ->
                "$%d %s %s.%s"
                    .formatted(
                        each.parameter(), each.how(), each.use().table().name(), each.column());
            case Place.Stored each ->
                "$%d %s %s.%s"
                    .formatted(
                        each.parameter(),
                        each.inserted() ? "NEW" : "SET",
                        each.use().table().name(),
                        each.column());
            case Place.Argument each ->
                "$%d %s#%d".formatted(each.parameter(), each.function(), each.position());
          });
    }
    return String.join(", ", shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT * FROM item WHERE id = $1 | $1 EQUAL item.id",
        "SELECT * FROM item WHERE $1 = id | $1 EQUAL item.id",
        "SELECT * FROM item WHERE id = $1::bigint | $1 EQUAL item.id",
        "SELECT * FROM item i WHERE i.id = $1 AND i.name <> $2 | $1 EQUAL item.id, $2 EQUAL item.name",
        "SELECT * FROM item WHERE id IN ($1, $2) | $1 EQUAL item.id, $2 EQUAL item.id",
        "SELECT * FROM item WHERE id = ANY ($1) | $1 ELEMENT item.id",
        "SELECT * FROM item WHERE at >= $1 AND at < $2 | $1 ABOVE item.at, $2 BELOW item.at",
        "SELECT * FROM item WHERE $1 <= at AND $2 > at | $1 ABOVE item.at, $2 BELOW item.at",
        "SELECT * FROM item WHERE at BETWEEN $1 AND $2 | $1 ABOVE item.at, $2 BELOW item.at",
        "SELECT * FROM item WHERE at > $1::date - $2::interval | $1 ABOVE item.at",
        "SELECT * FROM item WHERE at > now() - $1::interval | ''",
        "SELECT * FROM item WHERE name LIKE $1 | $1 PATTERN item.name",
        "SELECT * FROM item WHERE name ILIKE $1 | $1 PATTERN item.name",
        "SELECT * FROM item WHERE lower(name) = $1 | $1 EQUAL item.name",
        "SELECT * FROM item WHERE at::date = $1 | $1 EQUAL item.at",
        "SELECT * FROM item WHERE name IS DISTINCT FROM $1 | $1 EQUAL item.name",
        "SELECT * FROM sale WHERE (item_id, no) = ($1, $2) | $1 EQUAL sale.item_id, $2 EQUAL sale.no",
        "SELECT * FROM sale WHERE (item_id, no) IN (($1, $2)) | $1 EQUAL sale.item_id, $2 EQUAL sale.no",
        "SELECT * FROM shop.sale WHERE sale.no = $1 | $1 EQUAL sale.no",
        "SELECT * FROM shop.sale WHERE shop.sale.no = $1 | $1 EQUAL sale.no",
        "SELECT * FROM item i JOIN sale s ON s.item_id = i.id AND s.no = $1 WHERE i.id = $2 | $1 EQUAL sale.no, $2 EQUAL item.id",
        "SELECT * FROM item JOIN sale ON item_id = id WHERE buyer = $1 AND price > $2 | $1 EQUAL sale.buyer, $2 ABOVE item.price",
        "SELECT * FROM item WHERE id IN (SELECT item_id FROM sale WHERE buyer = $1) | $1 EQUAL sale.buyer",
        "SELECT * FROM item WHERE EXISTS (SELECT FROM sale WHERE item_id = item.id AND price = $1) | $1 EQUAL item.price",
        "SELECT * FROM (SELECT * FROM item WHERE id = $1) x | $1 EQUAL item.id",
        "WITH x AS (SELECT * FROM item WHERE id = $1) SELECT * FROM x WHERE no = $2 | $1 EQUAL item.id",
        "SELECT 1 UNION SELECT id FROM item WHERE name = $1 | $1 EQUAL item.name",
        "SELECT * FROM item WHERE NOT (id = $1 OR price < $2) | $1 EQUAL item.id, $2 BELOW item.price",
        "SELECT CASE WHEN id = $1 THEN 1 END FROM item | $1 EQUAL item.id",
        "SELECT date_trunc($1, at) FROM item | $1 date_trunc#0",
        "SELECT coalesce(name, $1) FROM item | ''",
        "SELECT price * $1 FROM item | ''",
        "SELECT * FROM item LIMIT $1 | ''",
        "SELECT * FROM unknown WHERE id = $1 | ''",
        "SELECT * FROM item WHERE nowhere = $1 | ''",
        "INSERT INTO sale (no, buyer) VALUES ($1, $2) | $1 NEW sale.no, $2 NEW sale.buyer",
        "INSERT INTO sale VALUES ($1, 5, $2) | $1 NEW sale.item_id, $2 NEW sale.buyer",
        "INSERT INTO sale (no) VALUES ($1), ($2) | $1 NEW sale.no, $2 NEW sale.no",
        "INSERT INTO sale (no, buyer) SELECT $1, name FROM item WHERE id = $2 | $1 NEW sale.no, $2 EQUAL item.id",
        "INSERT INTO sale (no) VALUES ($1) ON CONFLICT DO NOTHING | $1 NEW sale.no",
        "INSERT INTO sale (no) VALUES ($1) ON CONFLICT (no) DO UPDATE SET buyer = $2 WHERE sale.no > $3 | $1 NEW sale.no, $2 SET sale.buyer, $3 ABOVE sale.no",
        "UPDATE item SET name = $1 WHERE id = $2 | $1 SET item.name, $2 EQUAL item.id",
        "UPDATE item SET price = price + $1 WHERE id = $2 | $2 EQUAL item.id",
        "UPDATE item i SET name = $1 FROM sale s WHERE s.item_id = i.id AND s.no = $2 | $1 SET item.name, $2 EQUAL sale.no",
        "UPDATE item SET name = $1::text WHERE at < $2 RETURNING id | $1 SET item.name, $2 BELOW item.at",
        "DELETE FROM item WHERE id = $1 | $1 EQUAL item.id",
        "DELETE FROM item USING sale WHERE item_id = id AND no = $1 | $1 EQUAL sale.no",
        "WITH d AS (DELETE FROM sale WHERE no = $1 RETURNING item_id) SELECT * FROM item WHERE id = $2 | $1 EQUAL sale.no, $2 EQUAL item.id",
        "MERGE INTO item i USING sale s ON s.item_id = i.id AND s.no = $1 WHEN MATCHED THEN UPDATE SET name = $2 WHEN NOT MATCHED THEN INSERT (id) VALUES ($3) | $1 EQUAL sale.no, $2 SET item.name, $3 NEW item.id"
      })
  void aParameterIsFoundBesideItsColumn(String sql, String expected) {
    assertThat(shown(sql)).isEqualTo(expected);
  }

  @Test
  void oneUseOfATableIsOneRow() {
    List<Place> places =
        places(
            "SELECT * FROM item a, item b WHERE a.id = $1 AND b.id = $2 AND a.name = $3"
                + " AND a.price IN (SELECT no FROM sale WHERE buyer = $4)");
    assertThat(places)
        .extracting(place -> ((Place.Compared) place).use().number())
        .containsExactly(0, 1, 0, 2);
  }

  @Test
  void rowsOfValuesAreRowsOfTheirOwn() {
    List<Place> places = places("INSERT INTO sale (no, buyer) VALUES ($1, $2), ($3, $4)");
    assertThat(places)
        .extracting(place -> ((Place.Stored) place).use().number())
        .containsExactly(0, 0, 1, 1);
  }

  @Test
  void anExpressionOfAColumnIsWrittenInSql() {
    List<Place> places =
        places("SELECT FROM item WHERE lower(name) = $1 AND at::date = $2 AND id = $3 LIMIT 1");
    assertThat(places)
        .extracting(place -> ((Place.Compared) place).expression())
        .containsExactly("lower(\"name\")", "(\"at\")::date", "\"id\"");
    assertThat(places).allMatch(place -> ((Place.Compared) place).bounded());
  }

  @Test
  void aConflictThatIsProvidedForIsKnown() {
    assertThat(conflict("INSERT INTO sale (no) VALUES ($1)"))
        .isEqualTo(Place.Conflict.NOT_PROVIDED_FOR);
    assertThat(conflict("INSERT INTO sale (no) VALUES ($1) ON CONFLICT DO NOTHING"))
        .isEqualTo(Place.Conflict.NOTHING);
    assertThat(
            conflict(
                "INSERT INTO sale (no) VALUES ($1) ON CONFLICT (no) DO UPDATE SET buyer = 'x'"))
        .isEqualTo(Place.Conflict.UPDATE);
  }

  private static Place.Conflict conflict(String sql) {
    return ((Place.Stored) places(sql).getFirst()).conflict();
  }
}
