package dev.ballast.cli.command.change;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.cli.frame.CommandRun;
import dev.ballast.cli.frame.Terminal;
import dev.ballast.evidence.Clock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeTraceCommandIT {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir private Path folder;

  @BeforeEach
  void history() throws IOException {
    write(
        "V1__shop.sql",
        """
        CREATE TABLE customers (id bigint PRIMARY KEY);
        CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint);
        """);
  }

  @Test
  void dynamicSqlIsSeenAndASecondSessionTellsWhoWaits() throws IOException {
    write(
        "V2__index.sql",
        "DO $$ BEGIN EXECUTE format('CREATE INDEX ON %I (customer_id)', lower('ORDERS')); END $$;\n");

    int status = trace(folder.toString());

    assertThat(err.toString(UTF_8)).doesNotContain("error");
    assertThat(text())
        .contains("locks     orders SHARE")
        .contains("reads     orders")
        .contains("blocked   orders: INSERT, UPDATE")
        .contains("allowed   orders: SELECT, SELECT FOR UPDATE")
        .contains("nothing was predicted: ")
        .containsOnlyOnce("all of it as `ballast change check` predicts");
    assertThat(status).isZero();
  }

  @Test
  void aStatementThatFailsEndsItsScriptAndTheCommandWith3() throws IOException {
    write(
        "V2__slip.sql",
        "ALTER TABLE orders ADD COLUMN note text;\nALTER TABLE nobody ADD COLUMN x integer;\n");
    write("V3__more.sql", "ALTER TABLE orders ADD COLUMN more text;\n");

    int status = trace(folder.toString());

    assertThat(status).isEqualTo(3);
    assertThat(text())
        .contains("V2__slip.sql:2:1  failed: relation \"nobody\" does not exist (SQLSTATE 42P01)")
        .doesNotContain("V3__more.sql:1:1")
        .contains("V3__more.sql  not run: the migrations stop at ")
        .contains("V2__slip.sql:2:1\n")
        .contains(" of 2 of 3 scripts on PostgreSQL 18");
  }

  @Test
  void anExtensionThatThisMachineLacksIsNamedAndTheRestIsTraced() throws IOException {
    write("V2__gis.sql", "CREATE EXTENSION IF NOT EXISTS no_such;\nCREATE TABLE z ();\n");
    write("V3__more.sql", "ALTER TABLE orders ADD COLUMN more text;\n");

    int status = trace("--no-probes", "--server-major", "18", folder.toString());

    assertThat(status).isEqualTo(3);
    assertThat(text())
        .contains("V2__gis.sql:1:1  not run: extension \"no_such\" is not available; install ")
        .contains("V2__gis.sql:2:1  done")
        .contains("V3__more.sql:1:1  done");
  }

  @ParameterizedTest
  @ValueSource(strings = {"14", "18"})
  void aRoleThatNothingMakesIsMadeUpAndToldInBothForms(String major) throws IOException {
    write("V2__grant.sql", "GRANT SELECT ON orders TO app_reader;\nSELECT 1 / 0;\n");
    write("V3__more.sql", "ALTER TABLE orders ADD COLUMN more text;\n");

    int status = trace("--no-probes", "--server-major", major, folder.toString());

    assertThat(status).isEqualTo(3);
    assertThat(text())
        .contains("role app_reader is named and nothing makes it: it was made up, NOLOGIN")
        .contains("V2__grant.sql:1:1  done")
        .contains("V2__grant.sql:2:1  failed: division by zero");

    out.reset();
    trace("--output", "json", "--no-probes", "--server-major", major, folder.toString());

    assertThat(text())
        .contains("\"madeUpRoles\" : [ \"app_reader\" ]")
        .containsSubsequence(
            "\"notRun\" : [", "V3__more.sql", "\"reason\" : \"the migrations stop at ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"14", "18"})
  void aTableThatIsRenamedAndAlteredInOneTransactionIsAsPredicted(String major) throws IOException {
    write(
        "V2__rename.sql",
        """
        CREATE SCHEMA archive;
        ALTER TABLE orders RENAME TO purchases;
        ALTER TABLE purchases ADD COLUMN note text;
        ALTER TABLE purchases SET SCHEMA archive;
        ALTER TABLE archive.purchases ADD COLUMN more text;
        ALTER TABLE customers RENAME TO orders;
        ALTER TABLE orders ADD COLUMN name text;
        """);

    trace("--no-probes", "--server-major", major, folder.toString());

    assertThat(text())
        .doesNotContain("contradicts the check")
        .contains("V2__rename.sql:7:1  done")
        .contains("all of it as `ballast change check` predicts");
  }

  @Test
  void noWayBackIsRunWhenNotAllWentForwards() throws IOException {
    write("1_a.up.sql", "CREATE TABLE a ();\n");
    write("1_a.down.sql", "DROP TABLE a;\n");
    write("2_b.up.sql", "CREATE TABLE b (); SELECT 1 / 0;\n");
    write("2_b.down.sql", "DROP TABLE b;\n");
    Files.delete(folder.resolve("V1__shop.sql"));

    int status = trace("--no-probes", "--down", folder.toString());

    assertThat(status).isEqualTo(3);
    assertThat(text())
        .containsSubsequence(
            "2_b.down.sql, the way back  not run: ", "1_a.down.sql, the way back  not run: ")
        .contains(" of 2 of 4 scripts on PostgreSQL 18");
  }

  @Test
  void theJsonFormHasEveryLock() throws IOException {
    write(
        "V2__key.sql",
        "ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (customer_id) REFERENCES customers (id)"
            + " NOT VALID;\n");

    int status =
        trace("--output", "json", "--no-probes", "--server-major", "18", folder.toString());

    assertThat(status).isZero();
    assertThat(text())
        .contains("change-trace/1")
        .containsSubsequence("\"relation\" : \"customers\"", "\"mode\" : \"SHARE ROW EXCLUSIVE\"")
        .containsSubsequence("\"relation\" : \"orders\"", "\"mode\" : \"SHARE ROW EXCLUSIVE\"");
  }

  private void write(String name, String sql) throws IOException {
    Files.writeString(folder.resolve(name), sql);
  }

  private String text() {
    return out.toString(UTF_8);
  }

  private int trace(String... arguments) {
    List<String> line = new ArrayList<>(List.of("trace", "--quiet"));
    line.addAll(List.of(arguments));
    return CommandRun.of(
            new ChangeCommand(),
            line,
            new Terminal(
                new PrintStream(out, false, UTF_8),
                new PrintStream(err, false, UTF_8),
                false,
                false,
                Map.of(),
                Clock.system()))
        .status();
  }
}
