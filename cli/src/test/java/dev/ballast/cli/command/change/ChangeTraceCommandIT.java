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
        .doesNotContain("V3__more.sql:1:1");
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
