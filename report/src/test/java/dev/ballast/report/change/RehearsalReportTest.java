package dev.ballast.report.change;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Verdict;
import dev.ballast.evidence.json.Json;
import dev.ballast.report.JsonForm;
import dev.ballast.report.Page;
import dev.ballast.report.Style;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RehearsalReportTest {
  private static final String TEXT =
      """
      ACCESS EXCLUSIVE on orders for 4.1 s (38 GB rewritten), 41 GB of WAL
      REFUTED: breaks the policy
      db/8.sql: is no text (file-unreadable)

      RULE              VERDICT    WHY
      runs to its end   proved
      longest blocking  REFUTED    4.1 s, and 1.0 s are allowed
      standby lag       UNDECIDED  no standby was attached

      db/7.sql, up: 4.2 s
        line 3  ALTER TABLE orders ALTER COLUMN total TYPE bigint
          4.1 s, 41 GB of WAL
          ACCESS EXCLUSIVE on orders for 4.1 s
          rewritten orders, 38 GB
          12 waits behind it, at most 7 at once, the longest 4.0 s

      db/7.down.sql, down: 4.2 s
        stopped  index nobody does not exist
        line 1  DROP INDEX nobody
          failed: index nobody does not exist (SQLSTATE 42704)
          0.3 ms, 0 B of WAL

      traffic: pg_stat_statements of shop at 310/s, 97 % of its calls
      TRAFFIC              LENGTH  DONE  P50     P99    MAX    WAITING  FAILED
      before               3.0 s   900   0.4 ms  12 ms  4.1 s  1        0
      during db/7.sql, up  3.0 s   800   0.4 ms  12 ms  4.1 s  1270     3
      after                3.0 s   0     -       -      -      0        0
      under traffic, db/7.sql, up line 3: 12 waits behind it, at most 7 at once, the longest 4.0 s
      failed during db/7.sql, up: 3 statements, SQLSTATE 55P03
      not replayed, 2 %: SELECT now(): it writes

      what the application before the change can no longer do
        after db/7.sql statement 1: SELECT total FROM orders: types differ (SQLSTATE 42804)

      plans that changed
        slower: Seq Scan (cost 9000), before Index Scan (cost 8): SELECT 1
        changed: Index Only Scan (cost 8), before Index Scan (cost 9): SELECT 2

      predicted for production
        ALTER TABLE orders ADD a int: 4.1 s (2.0 s to 8.4 s), 2.0 GB of WAL (1.0 GB to 4.0 GB); most of it is writing the table to another file
        statements that wait: 310 (100 to 900)
        By 7 outcomes of this kind.
        The disk is assumed to be as fast.
        CALL p(): undecided: nobody knows what it does

      derived way back of db/9.sql
          DROP INDEX orders_b;
        cannot be taken back: DELETE FROM orders: rows go

      WAL        41 GB forwards
      disk       76 GB more at its worst moment, 2.0 GB of that in temporary files; 1.0 GB less afterwards
      standby    90 s behind at its worst moment, 5.0 GB of WAL
      dead rows  310
      rollback   REFUTED: the index differs
                 after the way back: index orders_a is gone
                 unavoidable: sequence orders_id_seq stays at 9
      clone      shop-3f9a1c5e, of backup 20261120t072257z-3f9a1c5e of target shop
      data       as of 2026-11-20T07:22:57Z, 3 h before the rehearsal
      server     PostgreSQL 17.11, database shop, as app
      isolation  a whole sandbox
      ran        2026-11-20T10:22:57Z to 2026-11-20T10:23:17Z, 20.0 s
      note       the traffic repeats 97 % of the calls
      change     SHA-256 abababababababababababababababababababababababababababababababab
      evidence   entry 12: ballast evidence show 12
      run again  ballast change rehearse db/7.sql
      """;

  @Test
  void theTextBeginsWithTheSentenceAndTheVerdict() {
    assertThat(text(OneRehearsal.broken())).isEqualTo(TEXT);
  }

  @Test
  void aCommentHasTheSentenceInBoldThePolicyAndTheStatementsFolded() {
    assertThat(OneRehearsal.broken().render(RehearsalFormat.MARKDOWN))
        .startsWith(
            """
            <!-- ballast change rehearse -->
            ### Rehearsal: breaks the policy

            **ACCESS EXCLUSIVE on orders for 4.1 s (38 GB rewritten), 41 GB of WAL**

            | rule | verdict | why |
            |---|---|---|
            | runs to its end | proved |  |
            | longest blocking | **refuted** | 4.1 s, and 1.0 s are allowed |
            | standby lag | **undecided** | no standby was attached |

            - `db/8.sql`: is no text

            """)
        .contains(
            """
            | during db/7.sql, up | 3.0 s | 800 | 0.4 ms | 12 ms | 4.1 s | 1270 | 3 |
            """)
        .contains(
            """
            <details><summary><code>db/7.sql</code>, up: 4.2 s</summary>

            | line | statement | took | WAL | locks | files | waited |
            |---:|---|---:|---:|---|---|---|
            | 3 | <code>ALTER TABLE orders ALTER COLUMN total TYPE bigint</code> | 4.1 s | 41 GB |\
             ACCESS EXCLUSIVE on orders for 4.1 s | rewritten orders, 38 GB | 12 waits behind it,\
             at most 7 at once, the longest 4.0 s |

            </details>
            """)
        .contains("- rollback: **refuted**: the index differs\n")
        .endsWith("\n```\nballast change rehearse db/7.sql\n```\n");
  }

  @Test
  void aRuleIsATestThatFailsOrIsInError() {
    assertThat(OneRehearsal.broken().render(RehearsalFormat.JUNIT))
        .startsWith(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><testsuites name=\"ballast change rehearse\""
                + " tests=\"5\" failures=\"1\" errors=\"2\">")
        .contains(
            "<testcase classname=\"ballast change rehearse\" name=\"runs to its end\"></testcase>"
                + "<testcase classname=\"ballast change rehearse\" name=\"longest blocking\">"
                + "<failure message=\"4.1 s, and 1.0 s are allowed\"></failure></testcase>"
                + "<testcase classname=\"ballast change rehearse\" name=\"standby lag\">"
                + "<error message=\"no standby was attached\"></error></testcase>"
                + "<testcase classname=\"ballast change rehearse\""
                + " name=\"file-unreadable at db/8.sql:0\"><error message=\"is no text\"></error>");
  }

  @Test
  void jsonHasEveryFigureAndNoForm() {
    Map<?, ?> document = Json.read(JsonForm.of(OneRehearsal.broken()).getBytes(UTF_8), Map.class);
    Map<?, ?> result = (Map<?, ?>) document.get("result");
    Map<?, ?> measured = (Map<?, ?>) result.get("measured");
    Map<?, ?> up = (Map<?, ?>) ((List<?>) measured.get("scripts")).getFirst();
    Map<?, ?> statement = (Map<?, ?>) ((List<?>) up.get("statements")).getFirst();

    assertThat(document.get("schema")).isEqualTo("change-rehearsal/1");
    assertThat(result.keySet())
        .map(Object::toString)
        .containsExactly(
            "headline",
            "verdict",
            "policy",
            "rollback",
            "derived",
            "measured",
            "forecast",
            "place",
            "change",
            "problems",
            "notes",
            "ending");
    assertThat(((List<?>) result.get("policy")).get(1))
        .isEqualTo(
            Map.of(
                "rule",
                "longest-blocking",
                "verdict",
                Map.of("verdict", "refuted", "reason", "4.1 s, and 1.0 s are allowed")));
    assertThat(statement.get("took")).isEqualTo("PT4.123S");
    assertThat(statement.get("walBytes")).isEqualTo(41L << 30);
    assertThat(statement.get("locks"))
        .isEqualTo(
            List.of(Map.of("relation", "orders", "mode", "ACCESS EXCLUSIVE", "held", "PT4.13S")));
    assertThat(measured.get("deadRows")).isEqualTo(310);
    assertThat((Map<?, ?>) result.get("ending"))
        .isEqualTo(
            Map.of(
                "evidence", 12, "vaultNamed", true, "rerun", "ballast change rehearse db/7.sql"));
  }

  @Test
  void onlyAPolicyThatIsKeptEndsWith0() {
    assertThat(verdict(Verdict.proved()).exit()).isEqualTo(ExitCode.DONE);
    assertThat(verdict(Verdict.refuted("x")).exit()).isEqualTo(ExitCode.FOUND);
    assertThat(verdict(Verdict.undecided("x")).exit()).isEqualTo(ExitCode.FOUND);
  }

  @Test
  void whatIsInNoVaultSaysSo() {
    assertThat(text(ending(new RehearsalReport.Ending(Optional.empty(), false, ""))))
        .contains("evidence   not recorded: no vault is named (--target or --vault)\n");
    assertThat(text(ending(new RehearsalReport.Ending(Optional.empty(), true, ""))))
        .contains("evidence   NOT RECORDED: the evidence log could not take it\n");
  }

  private static RehearsalReport verdict(Verdict verdict) {
    return changed(verdict, OneRehearsal.broken().ending());
  }

  private static RehearsalReport ending(RehearsalReport.Ending ending) {
    return changed(Verdict.proved(), ending);
  }

  private static RehearsalReport changed(Verdict verdict, RehearsalReport.Ending ending) {
    RehearsalReport one = OneRehearsal.broken();
    return new RehearsalReport(
        one.headline(),
        verdict,
        one.policy(),
        one.rollback(),
        one.derived(),
        one.measured(),
        one.forecast(),
        one.place(),
        one.change(),
        one.problems(),
        one.notes(),
        ending,
        Optional.empty(),
        Optional.empty());
  }

  private static String text(RehearsalReport report) {
    Page page = new Page(Style.PLAIN);
    report.print(page);
    return page.toString();
  }
}
