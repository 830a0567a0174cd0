package dev.ballast.rules.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.migrations.Migration;
import dev.ballast.migrations.MigrationScript;
import dev.ballast.migrations.MigrationSet;
import dev.ballast.migrations.Tool;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.rules.catalogue.AllRules;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WayBackTest {
  private static final String OLD = "CREATE TABLE old (id bigint PRIMARY KEY, note text);";
  private static final String BOUNDED = "SET LOCAL lock_timeout = '2s'; ";

  /// What a down script destroys that its own migration made is a remark; anything else counts.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CREATE TABLE t (id int)               | DROP TABLE t                      | INFO drop-table",
        "CREATE TABLE t (id int)               | DROP TABLE t CASCADE              | INFO drop-table",
        "SELECT 1                              | DROP TABLE old                    | ERROR drop-table",
        "ALTER TABLE old ADD a int             | ALTER TABLE old DROP a            | INFO drop-column",
        "ALTER TABLE old ADD a int             | ALTER TABLE old DROP note         | WARNING drop-column",
        "ALTER TABLE old ADD a int             | ALTER TABLE old DROP a, DROP note | WARNING drop-column",
        "CREATE SCHEMA s                       | DROP SCHEMA s CASCADE             | INFO drop-schema",
        "SELECT 1                              | DROP SCHEMA s CASCADE             | ERROR drop-schema",
        "CREATE PUBLICATION p FOR ALL TABLES   | DROP PUBLICATION p                | INFO drop-publication",
        "CREATE SEQUENCE q                     | DROP SEQUENCE q                   | INFO drop-sequence",
        "SELECT 1                              | TRUNCATE old                      | WARNING truncate",
        "SELECT 1                              | DELETE FROM old                   | ERROR delete-without-where",
        "SELECT 1                              | CREATE INDEX i ON old (note)      | ERROR create-index",
        "CREATE INDEX i ON old (note)          | DROP INDEX i                      | INFO drop-index",
        "SELECT 1                              | DROP INDEX old_note                | WARNING drop-index",
      })
  void whatAWayBackDestroysOrBlocksIsJudged(String up, String down, String expected) {
    assertThat(hazards(down(up, BOUNDED + down))).contains(expected);
  }

  /// The application, the house's customs and designs are a matter of the way forward.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rename-table   | ALTER TABLE old RENAME TO older",
        "drop-view      | DROP VIEW v",
        "prefer-text    | CREATE TABLE back (name varchar(20))",
        "robust-statements | CREATE TABLE back (name text)"
      })
  void whatDoesNoDamageIsNotReportedOfAWayBack(String rule, String sql) {
    assertThat(hazards(down("SELECT 1", BOUNDED + sql))).noneMatch(each -> each.endsWith(rule));
  }

  @Test
  void allOfAWayBackIsJudgedWhereItIsAskedFor() {
    LintOptions all = new LintOptions(18, Workload.UNKNOWN, Map.of(), DownScripts.ALL, false);

    assertThat(
            hazards(
                check(
                        all,
                        migration(OLD, Optional.empty()),
                        migration("SELECT 1", Optional.of("ALTER TABLE old RENAME TO older")))
                    .getLast()))
        .contains("ERROR rename-table");
  }

  /// Nobody waits for a table that is gone.
  @Test
  void aLockOnWhatTheMigrationMadeIsNotReported() {
    assertThat(hazards(down("CREATE TABLE t (id int)", "DROP TABLE t")))
        .containsExactly("INFO drop-table");
    assertThat(hazards(down("ALTER TABLE old ADD a int", "ALTER TABLE old DROP a")))
        .contains("WARNING missing-lock-timeout");
  }

  /// Else the third migration would find nothing to drop in use.
  @Test
  void aWayBackLeavesTheSchemaOfLaterMigrationsAlone() {
    List<ScriptReport> reports =
        check(
            LintOptions.of(18),
            migration(OLD, Optional.of("DROP TABLE old")),
            migration("ALTER TABLE old ALTER note TYPE text", Optional.of("DROP TABLE old")));

    assertThat(reports).extracting(ScriptReport::down).containsExactly(false, false, true, true);
    assertThat(hazards(reports.get(1))).noneMatch(each -> each.endsWith("change-type-rewrites"));
    assertThat(hazards(reports.get(3))).contains("ERROR drop-table");
  }

  private static ScriptReport down(String up, String down) {
    return check(
            LintOptions.of(18), migration(OLD, Optional.empty()), migration(up, Optional.of(down)))
        .getLast();
  }

  private static List<ScriptReport> check(LintOptions options, Migration... migrations) {
    return new Linter(AllRules.catalogue(), options, KnownSchema.unknown())
        .check(new MigrationSet(Tool.PLAIN_SQL, List.of(migrations), List.of()))
        .scripts();
  }

  private static Migration migration(String up, Optional<String> down) {
    return new Migration(
        Migration.Kind.VERSIONED, "1", "a", script(up), down.map(WayBackTest::script), true);
  }

  private static MigrationScript script(String sql) {
    return new MigrationScript(
        "a.sql", ScriptSplitter.split(SourceText.of(sql)), TransactionMode.WRAPPED);
  }

  private static List<String> hazards(ScriptReport report) {
    List<String> found = new ArrayList<>();
    report.hazards().forEach(hazard -> found.add(hazard.severity() + " " + hazard.rule()));
    return found;
  }
}
