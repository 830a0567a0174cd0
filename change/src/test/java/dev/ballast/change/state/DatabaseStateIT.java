package dev.ballast.change.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Verdict;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TestedMajors;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// One server for all tests, and a schema for each.
final class DatabaseStateIT {
  private static TemporaryCluster cluster;
  private static Session session;

  @BeforeAll
  static void start() {
    cluster = TemporaryCluster.start(TestedMajors.one(), Clock.system());
    session = cluster.session();
  }

  @AfterAll
  static void stop() {
    session.close();
    cluster.close();
  }

  @BeforeEach
  void fill() {
    session.execute("CREATE TABLE orders (id integer PRIMARY KEY, note text, amount numeric)");
    session.execute("INSERT INTO orders SELECT i, 'note ' || i, i FROM generate_series(1, 1000) i");
  }

  @AfterEach
  void empty() {
    session.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
  }

  @Test
  void whatIsDoneAndUndoneIsProvedToBeRestored() {
    StateDifference found =
        after(
            "UPDATE orders SET amount = amount + 1",
            "ALTER TABLE orders ALTER amount TYPE double precision",
            "ALTER TABLE orders ALTER amount TYPE numeric",
            "UPDATE orders SET amount = amount - 1");

    assertThat(found.lines()).isEmpty();
    assertThat(found.verdict()).isEqualTo(Verdict.proved());
  }

  @Test
  void rowsThatAreLostChangedAndAddedAreNamedByTheirKey() {
    StateDifference found =
        after(
            "DELETE FROM orders WHERE id IN (3, 1000)",
            "UPDATE orders SET note = 'other' WHERE id = 5",
            "INSERT INTO orders VALUES (1001, 'late', 0)");

    assertThat(found.lines())
        .containsExactly(
            "rows of orders differ: 1,000 before, 999 after; 2 lost; 1 changed; 1 added;"
                + " (id) = 3 | 1000 | 5 | 1001");
    // A verdict goes to the evidence log, and what goes there stays.
    assertThat(found.verdict())
        .isEqualTo(
            Verdict.refuted(
                "rows of orders differ: 1,000 before, 999 after; 2 lost; 1 changed; 1 added"));
  }

  @Test
  void aValueThatIsLostInEveryRowIsNamedByItsColumnAndSomeKeys() {
    session.execute("INSERT INTO orders SELECT i, i, i FROM generate_series(1001, 60000) i");

    StateDifference found = after("UPDATE orders SET note = NULL");

    assertThat(found.content().tables())
        .singleElement()
        .satisfies(
            table -> {
              assertThat(table.columns()).containsExactly("note");
              RowsApart rows = table.rows().orElseThrow();
              assertThat(rows.exact()).isFalse();
              assertThat(rows.changed()).isBetween(60_000 / 3L, 60_000 * 3L);
              assertThat(rows.lost() + rows.gained()).isZero();
              // The sample is of rows whose hash has ten zeros in front: 59 on average, and fewer
              // than 20 about once in 100,000 runs. Of 20,000 rows it was 20 on average.
              assertThat(rows.keys()).hasSize(20).allMatch(key -> Integer.parseInt(key) <= 60_000);
              assertThat(table.sentence())
                  .startsWith("rows of orders differ: about ")
                  .contains(" changed in note; (id) = ")
                  .endsWith(" | ...");
            });
  }

  @Test
  void valuesThatTwoRowsExchangedAreADifference() {
    assertThat(after("UPDATE orders SET note = 'note ' || 3 - id WHERE id IN (1, 2)").lines())
        .containsExactly("rows of orders differ: 2 changed; (id) = 1 | 2");
  }

  @Test
  void rowsWithoutAKeyAreNamedByTheirValues() {
    session.execute("CREATE TABLE logs (at integer, what text)");
    session.execute("INSERT INTO logs VALUES (1, 'start'), (2, NULL), (2, NULL), (3, 'stop')");

    assertThat(
            after("DELETE FROM logs WHERE at IN (1, 2)", "INSERT INTO logs VALUES (2, NULL)")
                .lines())
        .containsExactly(
            "rows of logs differ: 4 before, 2 after; 2 lost; rows = 1, start | 2, \\N");
  }

  @Test
  void aNullAndAnEmptyTextAreNotTheSame() {
    session.execute("UPDATE orders SET note = NULL WHERE id = 7");

    assertThat(after("UPDATE orders SET note = '' WHERE id = 7").lines())
        .containsExactly("rows of orders differ: 1 changed in note; (id) = 7");
  }

  @Test
  void aColumnThatChangedItsPlaceIsADifferenceOfTheCatalogueAndNotOfTheRows() {
    StateDifference found =
        after(
            "ALTER TABLE orders ADD COLUMN copy text",
            "UPDATE orders SET copy = note",
            "ALTER TABLE orders DROP COLUMN note",
            "ALTER TABLE orders RENAME copy TO note");

    assertThat(found.lines())
        .containsExactly(
            "column orders.amount: position 3 -> 2", "column orders.note: position 2 -> 3");
    assertThat(found.unavoidable())
        .anySatisfy(
            line ->
                assertThat(line)
                    .isEqualTo(
                        "table orders: 1 dropped column left behind, of the 1,600 that there may be;"
                            + " a row keeps up to what 1 of no fixed length held until it is"
                            + " written again"))
        .anySatisfy(line -> assertThat(line).startsWith("table orders: takes "));
  }

  @Test
  void rowsThatAreGoneWithTheirTableAreCounted() {
    assertThat(after("DROP TABLE orders", "CREATE TABLE fresh (id integer)").lines())
        .containsExactly(
            "table orders: removed with " + (TestedMajors.one() < 18 ? 5 : 6) + " parts",
            "table fresh: added with 1 part",
            "rows of orders: 1,000 gone with the table");
  }

  @Test
  void aStoredValueThatItsFunctionWouldNotGiveAnyMoreIsFound() {
    session.execute(
        "CREATE FUNCTION twice(n integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT n * 2'");
    session.execute(
        "CREATE TABLE doubled (id integer PRIMARY KEY,"
            + " twice integer GENERATED ALWAYS AS (twice(id)) STORED)");
    session.execute("INSERT INTO doubled VALUES (1), (2)");

    StateDifference found =
        after(
            "CREATE OR REPLACE FUNCTION twice(n integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 0'",
            "UPDATE doubled SET id = id WHERE id = 2",
            "CREATE OR REPLACE FUNCTION twice(n integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT n * 2'");

    assertThat(found.lines())
        .containsExactly("rows of doubled differ: 1 changed in twice; (id) = 2");
  }

  @Test
  void theRowsOfAMaterialisedViewAreComparedToo() {
    session.execute("CREATE MATERIALIZED VIEW few AS SELECT id FROM orders WHERE id < 4");

    assertThat(
            after(
                    "UPDATE orders SET id = 0 WHERE id = 3",
                    "REFRESH MATERIALIZED VIEW few",
                    "UPDATE orders SET id = 3 WHERE id = 0")
                .lines())
        .containsExactly("rows of few differ: 1 lost; 1 added; rows = 3 | 0");
  }

  @Test
  void theContentOfALargeObjectIsCompared() {
    session.execute("SELECT lo_from_bytea(4711, 'before')");
    try {
      assertThat(after("SELECT lo_put(4711, 0, 'bEFORE')").lines())
          .containsExactly(
              "rows of pg_catalog.pg_largeobject differ: 1 changed in data;"
                  + " (loid, pageno) = 4711, 0");
    } finally {
      session.execute("SELECT lo_unlink(4711)");
    }
  }

  @Test
  void aSequenceThatMovedOnIsNoDifferenceAndOneThatWasSetBackIs() {
    session.execute("CREATE SEQUENCE up; CREATE SEQUENCE down INCREMENT -1");
    session.execute("SELECT setval('up', 50), setval('down', -50)");

    StateDifference found = after("SELECT nextval('up'), setval('down', -49)");

    assertThat(found.lines()).containsExactly("sequence down: place -50 -> -49");
    assertThat(found.unavoidable()).containsExactly("sequence up: moved on from 50 to 51");
  }

  /// The planner evaluates expressions of indexes: a superuser's query would run the function.
  @Test
  void readingAStateRunsNoCodeOfTheDatabase() {
    session.execute(
        "CREATE FUNCTION trap(n integer) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS"
            + " 'BEGIN RETURN n; END'");
    session.execute("CREATE INDEX trapped ON orders ((id + trap(1)))");
    session.execute("CREATE VIEW seen AS SELECT trap(2) AS trapped FROM orders");
    session.execute("ALTER TABLE orders ADD COLUMN late integer DEFAULT trap(3)");
    session.execute(
        "CREATE TABLE stored (id integer, twice integer GENERATED ALWAYS AS (id * 2) STORED)");
    session.execute("CREATE INDEX trapped_too ON stored ((id + trap(1)))");
    session.execute(
        "CREATE OR REPLACE FUNCTION trap(n integer) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS"
            + " 'BEGIN RAISE EXCEPTION ''sprung''; END'");
    assertThatThrownBy(() -> session.query("SELECT id FROM orders", row -> row.number("id")))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("sprung");

    StateDifference found = after();

    assertThat(found.isEmpty()).isTrue();
    assertThat(found.unknown())
        .singleElement()
        .satisfies(line -> assertThat(line).startsWith("rows of stored were not compared: "));
    assertThat(found.verdict()).isInstanceOf(Verdict.Undecided.class);
  }

  @Test
  void noPasswordIsInAState() {
    session.execute("CREATE ROLE keeper PASSWORD 'unguessable'");
    session.execute("CREATE FOREIGN DATA WRAPPER wrapper OPTIONS (api_key 'unguessable')");
    session.execute(
        "CREATE SERVER far FOREIGN DATA WRAPPER wrapper OPTIONS (password 'unguessable')");
    session.execute("CREATE USER MAPPING FOR keeper SERVER far OPTIONS (user 'unguessable')");
    session.execute(
        "CREATE SUBSCRIPTION feed CONNECTION 'host=example.org password=unguessable' PUBLICATION p"
            + " WITH (connect = false)");
    String verifier = session.text("SELECT rolpassword FROM pg_authid WHERE rolname = 'keeper'");
    try {
      Stream<String> values =
          CatalogState.read(session).objects().stream()
              .flatMap(object -> object.attributes().stream())
              .flatMap(attribute -> attribute.value().stream());

      assertThat(values).noneMatch(text -> text.contains("unguessable") || text.contains(verifier));
    } finally {
      session.execute("ALTER SYSTEM RESET primary_conninfo");
      session.execute("ALTER SUBSCRIPTION feed SET (slot_name = NONE)");
      session.execute("DROP SUBSCRIPTION feed");
      session.execute("DROP FOREIGN DATA WRAPPER wrapper CASCADE; DROP ROLE keeper");
    }
  }

  private static StateDifference after(String... statements) {
    DatabaseState before = DatabaseState.read(cluster::session, "postgres");
    List.of(statements).forEach(session::execute);
    return StateDifference.between(before, DatabaseState.read(cluster::session, "postgres"));
  }
}
