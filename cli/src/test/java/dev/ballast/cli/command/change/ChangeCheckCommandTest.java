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

class ChangeCheckCommandTest {
  private static final String FOREIGN_KEY =
      """
      SET lock_timeout = '2s';
      ALTER TABLE orders ADD CONSTRAINT orders_customer_fk
        FOREIGN KEY (customer_id) REFERENCES customers (id);
      """;

  private static final String SAMPLE_CHECK = "$ ./ballast change check sample/migrations\n";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir private Path folder;

  @BeforeEach
  void history() throws IOException {
    write(
        "V1__shop.sql",
        """
        CREATE TABLE customers (id bigint PRIMARY KEY);
        CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, note varchar(20));
        CREATE INDEX orders_customer_idx ON orders (customer_id);
        """);
  }

  @Test
  void aFindingNamesThePlaceTheLocksAndTheSafeForm() throws IOException {
    write("V2__key.sql", FOREIGN_KEY);

    int status = check(folder.toString());

    assertThat(status).isEqualTo(3);
    assertThat(text())
        .contains("V2__key.sql:2:20  error  add-foreign-key")
        .contains("locks  orders SHARE ROW EXCLUSIVE, customers SHARE ROW EXCLUSIVE")
        .contains(
            "ALTER TABLE orders ADD CONSTRAINT orders_customer_fk FOREIGN KEY (customer_id)"
                + " REFERENCES customers (id) NOT VALID;")
        .contains("ALTER TABLE orders VALIDATE CONSTRAINT orders_customer_fk;");
  }

  @Test
  void aWidenedVarcharIsHarmlessBecauseTheHistoryTellsItsType() throws IOException {
    write(
        "V2__wide.sql",
        "SET lock_timeout = '2s';\nALTER TABLE orders ALTER note TYPE varchar(50);\n");

    assertThat(check(folder.toString())).isZero();
  }

  @Test
  void aFileOfValuesFillsPlaceholders() throws IOException {
    write("V2__wide.sql", "SET lock_timeout = '2s';\nALTER TABLE ${table} ADD note2 text;\n");
    write("values.yaml", "table: orders\n");

    check(folder.toString());
    assertThat(text()).contains("it holds ${table}");
    out.reset();

    assertThat(check("--values", folder.resolve("values.yaml").toString(), folder.toString()))
        .isZero();
    assertThat(text()).doesNotContain("${table}");
  }

  @Test
  void aNarrowedVarcharRewrites() throws IOException {
    write(
        "V2__narrow.sql",
        "SET lock_timeout = '2s';\nALTER TABLE orders ALTER note TYPE varchar(5);\n");

    assertThat(check(folder.toString())).isEqualTo(3);
    assertThat(text()).contains("rewrites all of orders");
  }

  @Test
  void aSyntaxErrorHasACaretAndHidesNothingElse() throws IOException {
    write("V2__slip.sql", "ALTER TABLE orders ADD COLUM x int;\n" + FOREIGN_KEY);

    assertThat(check(folder.toString())).isEqualTo(3);
    assertThat(text())
        .contains("V2__slip.sql:1:32  error  syntax-error")
        .contains("                               ^\n")
        .contains("V2__slip.sql:3:20  error  add-foreign-key")
        .contains("1 of 6 statements not analysable");
  }

  @Test
  void anAcceptedFindingNeedsAReasonAndADayThatIsNotOver() throws IOException {
    write(
        "V2__key.sql",
        FOREIGN_KEY.replace(
            "ALTER", "-- ballast:ignore add-foreign-key until 2199-12-31: orders is empty\nALTER"));

    assertThat(check(folder.toString())).isZero();
    assertThat(text())
        .contains("accepted  add-foreign-key: orders is empty (accepted until 2199-12-31)");
  }

  @Test
  void anExpiredAcceptanceIsToldAndAcceptsNothing() throws IOException {
    write(
        "V2__key.sql",
        FOREIGN_KEY.replace(
            "ALTER", "-- ballast:ignore add-foreign-key until 2020-01-31: orders is empty\nALTER"));

    assertThat(check(folder.toString())).isEqualTo(3);
    assertThat(text()).contains("suppression-expired", "error  add-foreign-key");
  }

  @Test
  void anAcceptanceWithoutADayOrForAnUnknownRuleIsAFinding() throws IOException {
    write(
        "V2__key.sql",
        """
        -- ballast:ignore add-foreign-key: because
        -- ballast:ignore no-such-rule until 2199-12-31: because
        SELECT 1;
        """);

    assertThat(check(folder.toString())).isEqualTo(3);
    assertThat(text())
        .contains("it needs a rule, a last day and a reason")
        .contains("there is no rule no-such-rule");
  }

  @Test
  void aBaselineSetsOldFindingsApartThoughTheirLinesMove() throws IOException {
    write("V2__key.sql", FOREIGN_KEY);
    Path baseline = folder.resolve("baseline.json");
    assertThat(check("--write-baseline", baseline.toString(), folder.toString())).isZero();
    write("V2__key.sql", "-- a remark\n\n" + FOREIGN_KEY);
    out.reset();

    assertThat(check("--baseline", baseline.toString(), folder.toString())).isZero();
    assertThat(text()).contains("accepted  add-foreign-key: in the baseline");
  }

  /// The configuration names a baseline before it is first written, and still when it is written
  /// again.
  @Test
  void aBaselineThatIsWrittenHoldsWhatTheOneBeforeHeld() throws IOException {
    write("V2__key.sql", FOREIGN_KEY);
    String baseline = folder.resolve("baseline.json").toString();

    assertThat(check("--baseline", baseline, "--write-baseline", baseline, folder.toString()))
        .isZero();
    String first = Files.readString(Path.of(baseline));
    assertThat(check("--baseline", baseline, "--write-baseline", baseline, folder.toString()))
        .isZero();

    assertThat(first).contains("add-foreign-key");
    assertThat(Path.of(baseline)).hasContent(first);
    assertThat(err.toString(UTF_8)).contains("findings were written to " + baseline);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "many", "-1", "99999999999"})
  void aNumberOfDetailsIsANumberOrAll(String number) {
    assertThat(check("--details", number, folder.toString())).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("is no number", "--details all");
    assertThat(check("--details", "all", folder.toString())).isZero();
    assertThat(check("--details", "0", folder.toString())).isZero();
  }

  @Test
  void everyFormIsWrittenAndHoldsTheFinding() throws IOException {
    write("V2__key.sql", FOREIGN_KEY);
    Path sarif = folder.resolve("out.sarif");
    Path junit = folder.resolve("out.xml");
    Path gitlab = folder.resolve("out.json");
    Path markdown = folder.resolve("out.md");

    int status =
        check(
            "--report",
            "sarif=" + sarif,
            "--report",
            "junit=" + junit,
            "--report",
            "gitlab=" + gitlab,
            "--report",
            "markdown=" + markdown,
            "--report",
            "github",
            folder.toString());

    assertThat(status).isEqualTo(3);
    assertThat(text())
        .contains("::error file=", ",line=2,endLine=3,title=add-foreign-key::Every row");
    assertThat(sarif)
        .content()
        .contains("\"2.1.0\"", "\"add-foreign-key\"", "\"startLine\" : 2", "unicodeCodePoints");
    assertThat(junit).content().contains("<failure type=\"ERROR\"", "add-foreign-key at 2:20");
    assertThat(gitlab).content().contains("\"check_name\" : \"add-foreign-key\"", "\"critical\"");
    assertThat(markdown).content().contains("| error | `", "NOT VALID");
  }

  @Test
  void whatCannotBeReadIsToldAndTheRestIsChecked() throws IOException {
    write("V2__key.sql", FOREIGN_KEY);
    Files.write(folder.resolve("V3__binary.sql"), new byte[] {'S', 0, 1, 2});
    Files.write(folder.resolve("V4__latin.sql"), new byte[] {'-', '-', ' ', (byte) 0xe9, '\n'});
    write("V5__empty.sql", "");

    assertThat(check(folder.toString())).isEqualTo(3);
    assertThat(text())
        .contains("V2__key.sql:2:20  error  add-foreign-key")
        .contains("V3__binary.sql", "V4__latin.sql", "V5__empty.sql");
  }

  @Test
  void aMissingFolderAndAnUnknownFormatAreErrorsOfUsage() {
    assertThat(check(folder.resolve("nowhere").toString())).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("nowhere");
    err.reset();

    assertThat(check("--report", "pdf", folder.toString())).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("there is no report format pdf");
    assertThat(check("--report", "sarif=", folder.toString())).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("--report sarif= names no file");
  }

  @Test
  void theConfigurationTurnsRulesOffAndAnUnknownRuleThereIsAnError() throws IOException {
    write("V2__key.sql", FOREIGN_KEY);
    Path config = folder.resolve("ballast.yaml");
    Files.writeString(config, "version: 1\nchange:\n  severities:\n    add-foreign-key: \"off\"\n");
    assertThat(check("--config", config.toString(), folder.toString())).isZero();

    Files.writeString(config, "version: 1\nchange:\n  severities:\n    add-foreign-kex: error\n");
    assertThat(check("--config", config.toString(), folder.toString())).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("Did you mean add-foreign-key?");
  }

  @Test
  void aFixEditsTheFileAndTellsWhatIsLeft() throws IOException {
    write("V2__key.sql", FOREIGN_KEY.replace("SET lock_timeout = '2s';\n", ""));

    assertThat(check("--fix", "--output", "json", folder.toString())).isEqualTo(3);

    assertThat(folder.resolve("V2__key.sql")).content().contains("lock_timeout");
    assertThat(text()).containsOnlyOnce("\"fixed\" :").contains("\"edits\" : 1");
    assertThat(text()).contains("add-foreign-key").doesNotContain("missing-lock-timeout");
  }

  @Test
  void standardInputCannotBeFixed() {
    assertThat(check("--fix", "-")).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("--fix cannot edit standard input");
  }

  @Test
  void theHowToShowsWhatTheSampleMigrationsGet() throws IOException {
    assertThat(check("../sample/migrations")).isEqualTo(3);

    assertThat(Path.of("..", "docs", "how-to", "check-migrations.md"))
        .content()
        .contains("```\n" + SAMPLE_CHECK + sampleReport() + "```\n");
  }

  /// The excerpt has the report's own lines, in the report's order; `[...]` stands for what is left
  /// out.
  @Test
  void theReadmeShowsAnExcerptOfWhatTheSampleMigrationsGet() throws IOException {
    assertThat(check("../sample/migrations")).isEqualTo(3);

    String readme = Files.readString(Path.of("..", "README.md"));
    int start = readme.indexOf("```\n" + SAMPLE_CHECK);
    assertThat(start).as("the README shows the command").isNotNegative();
    String excerpt =
        readme.substring(
            start + ("```\n" + SAMPLE_CHECK).length(), readme.indexOf("\n```\n", start) + 1);
    List<String> parts = List.of(excerpt.split("(?m)^\\[\\.\\.\\.]\n"));
    assertThat(parts).hasSizeGreaterThan(1);
    assertThat(sampleReport())
        .startsWith(parts.getFirst())
        .endsWith(parts.getLast())
        .containsSubsequence(parts);
  }

  private String sampleReport() {
    return text().replace(Path.of("..").toAbsolutePath().normalize() + "/", "");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private String text() {
    return out.toString(UTF_8);
  }

  private int check(String... arguments) {
    List<String> line = new ArrayList<>(List.of("check"));
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
