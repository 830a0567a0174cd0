package dev.ballast.observe.catalogue;

import static dev.ballast.observe.catalogue.Hand.labels;
import static dev.ballast.observe.catalogue.Hand.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.observe.alert.AlertLedger;
import dev.ballast.observe.alert.AlertWatch;
import dev.ballast.observe.catalogue.Hand.Readings;
import dev.ballast.observe.catalogue.Hand.Row;
import dev.ballast.observe.check.Check;
import dev.ballast.observe.check.Look;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.collect.Families;
import dev.ballast.observe.family.Family;
import dev.ballast.observe.family.Provider;
import dev.ballast.observe.family.ServerFacts;
import dev.ballast.postgres.ServerVersion;
import dev.ballast.store.alert.Alert;
import dev.ballast.store.sample.Labels;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What checks of servers make of figures that are unknown, of a standby and of Aurora.
class ServerChecksTest {
  static List<Check> checks() {
    return ServerChecks.list();
  }

  @ParameterizedTest
  @MethodSource("checks")
  void unknownFiguresAreNoFault(Check check) {
    Look look = AlertWatch.judged(check, unknown(family -> true));
    assertThat(Walk.over(look, check.threshold())).as("%s", look).isEmpty();
    Look pooler = AlertWatch.judged(check, unknown(family -> family.isOfPooler()));
    assertThat(Walk.over(pooler, check.threshold())).as("%s", pooler).isEmpty();
  }

  /// Which families are there.
  @FunctionalInterface
  private interface There {
    boolean is(Family<?> family);
  }

  private static Observed unknown(There there) {
    boolean poolersOnly = !there.is(Families.asked().getFirst());
    Readings[] all =
        Families.all().stream()
            .filter(family -> there.is(family) && family.isOfPooler() == poolersOnly)
            .map(
                family ->
                    Readings.of(
                        family.name(),
                        row(
                            Map.of(),
                            "state",
                            "streaming",
                            "database",
                            "shop",
                            "queryid",
                            "17",
                            "kind",
                            "prepared transaction",
                            "class",
                            "connection-limit")))
            .toArray(Readings[]::new);
    return new Hand().observed(60, 10, all);
  }

  /// Where WAL files and checkpoints mean nothing, nothing is looked for in them.
  @Test
  void auroraHasNoWalFiles() {
    ServerFacts aurora =
        new ServerFacts(ServerVersion.parse("16.4"), "system", Hand.START, false, Provider.AURORA);
    Map<String, Double> large = Map.of("bytes", 64e9, "max_wal_size_bytes", 1e9);
    Check check = Catalogue.check("wal-directory-large");
    assertThat(
            AlertWatch.judged(
                check,
                new Hand().with(aurora).observed(60, 10, Readings.of("wal_files", row(large)))))
        .isEqualTo(Look.NOTHING);
    assertThat(
            Walk.over(
                AlertWatch.judged(
                    check, new Hand().observed(60, 10, Readings.of("wal_files", row(large)))),
                check.threshold()))
        .hasSize(1);
  }

  /// Its receivers confirm nothing that a commit waits for.
  @Test
  void commitsWaitForNoStandbyOfAStandby() {
    Check check = Catalogue.check("synchronous-standby-missing");
    assertThat(waiting(check, 0)).hasSize(1);
    assertThat(waiting(check, 1)).isEmpty();
  }

  private static List<?> waiting(Check check, double inRecovery) {
    Observed observed =
        new Hand()
            .setting("synchronous_standby_names", "second")
            .observed(
                60,
                10,
                Readings.of("replication"),
                Readings.of("instance", row(Map.of("in_recovery", inRecovery))));
    return Walk.over(AlertWatch.judged(check, observed), check.threshold());
  }

  @Test
  void whatHoldsVacuumBackIsExplainedByTheSameOnly() {
    Check check = Catalogue.check("xmin-horizon-held");
    Labels session = labels("pid", "17", "database", "shop");
    assertThat(check.isExplained(session, labels("pid", "17", "database", "shop", "user", "app")))
        .isTrue();
    assertThat(check.isExplained(session, labels("pid", "18", "database", "shop"))).isFalse();
    assertThat(check.isExplained(labels("slot", "s"), session)).isFalse();
    assertThat(check.isExplained(labels("slot", "s"), labels("slot", "s", "database", "shop")))
        .isTrue();
  }

  /// A queue behind one session is not explained by another that is idle in the same database.
  @Test
  void aQueueIsExplainedByTheTransactionAtItsRoot() {
    Check check = Catalogue.check("lock-wait-long");
    assertThat(check.explainedBy()).contains("idle-in-transaction");
    Labels queue = labels("pid", "17", "database", "shop");
    assertThat(check.isExplained(queue, labels("pid", "17", "database", "shop", "user", "app")))
        .isTrue();
    assertThat(check.isExplained(queue, labels("pid", "18", "database", "shop"))).isFalse();
  }

  /// Who waits for another's lock is not what takes long: the root of the queue is, and is named by
  /// other checks.
  @Test
  void aStatementThatWaitsForALockIsNotLong() {
    assertThat(sessions("long-statement", "Lock transactionid", 7200, 7200)).isEmpty();
    assertThat(sessions("long-statement", "Client ClientRead", 7200, 7200)).hasSize(1);
    assertThat(sessions("long-statement", "IPC SyncRep", 7200, 7200)).hasSize(1);
  }

  /// The transaction of a session that waits is as long as it was when the wait began.
  @Test
  void theTimeOfAWaitIsNoneOfTheTransaction() {
    assertThat(sessions("long-transaction", "Lock relation", 7200, 7000)).isEmpty();
    assertThat(sessions("long-transaction", "Lock relation", 7200, 1000)).hasSize(1);
    assertThat(sessions("long-transaction", "", 7200, 7000)).hasSize(1);
  }

  private static List<?> sessions(String name, String wait, double transaction, double statement) {
    Observed observed =
        new Hand()
            .observed(
                60,
                10,
                Readings.of(
                    "session",
                    row(
                        Map.of("transaction_seconds", transaction, "statement_seconds", statement),
                        "pid",
                        "17",
                        "database",
                        "shop",
                        "backend",
                        "client backend",
                        "wait",
                        wait)));
    Check check = Catalogue.check(name);
    return Walk.over(AlertWatch.judged(check, observed), check.threshold());
  }

  /// Without its privileges the watch sees that there is a receiver, and not what it does.
  @Test
  void aHiddenReceiverIsNotOneThatReceivesNothing() {
    assertThat(receiving(row(Map.of()))).isInstanceOf(Look.Undecided.class);
    assertThat(receiving(row(Map.of("streaming", 1.0)))).isInstanceOf(Look.Found.class);
    assertThat(
            Walk.over(
                receiving(row(Map.of("streaming", 0.0))),
                Catalogue.check("standby-not-receiving").threshold()))
        .hasSize(1);
  }

  private static Look receiving(Row receiver) {
    Observed observed =
        new Hand()
            .setting("primary_conninfo", "host=primary")
            .observed(
                60,
                10,
                Readings.of("instance", row(Map.of("in_recovery", 1.0))),
                Readings.of("receiver", receiver));
    return AlertWatch.judged(Catalogue.check("standby-not-receiving"), observed);
  }

  /// Of a sequence that the role may not see nothing is known, and what is known is reported.
  @Test
  void aHiddenSequenceIsNotWell() {
    Row hidden = row(Map.of(), "schema", "public", "sequence", "hidden", "database", "shop");
    Row near =
        row(
            Map.of("used_ratio", 0.9, "last_value", 30_000.0),
            "schema",
            "public",
            "sequence",
            "near",
            "database",
            "shop");
    Check check = Catalogue.check("sequence-near-end");
    assertThat(look(check, hidden))
        .isEqualTo(
            new Look.Undecided(
                "the last value of sequence public.hidden in database shop is hidden:"
                    + " grant pg_read_all_data to the role of the watch"));
    assertThat(look(check, hidden, near))
        .isInstanceOfSatisfying(
            Look.Partly.class, partly -> assertThat(partly.symptoms()).hasSize(1));
    assertThat(look(check, near)).isInstanceOf(Look.Found.class);
  }

  private static Look look(Check check, Row... rows) {
    return AlertWatch.judged(check, new Hand().observed(600, 300, Readings.of("sequence", rows)));
  }

  /// A standby has the subscriptions of its primary, and no worker for any.
  @Test
  void subscriptionsRunAtThePrimaryOnly() {
    assertThat(withoutWorker(false)).hasSize(1);
    assertThat(withoutWorker(true)).isEmpty();
  }

  private static List<?> withoutWorker(boolean standby) {
    ServerFacts server =
        new ServerFacts(ServerVersion.parse("18.0"), "system", Hand.START, standby);
    Observed observed =
        new Hand()
            .with(server)
            .observed(
                60, 10, Readings.of("subscription", row(Map.of("enabled", 1.0, "workers", 0.0))));
    Check check = Catalogue.check("subscription-stopped");
    return Walk.over(AlertWatch.judged(check, observed), check.threshold());
  }

  /// What a database calls its objects ends up in no command as it is.
  @Test
  void namesAreQuotedInRemedies() {
    Observed observed =
        new Hand()
            .observed(
                60,
                10,
                Readings.of(
                    "slot",
                    row(
                        Map.of("active", 0.0, "lost", 0.0, "retained_bytes", 1.0),
                        "slot",
                        "it's",
                        "type",
                        "physical",
                        "database",
                        "")),
                Readings.of(
                    "table",
                    row(
                        Map.of("rows_dead", 20_000.0, "rows_live", 1.0, "vacuums", 0.0),
                        "schema",
                        "public",
                        "table",
                        "a; DROP TABLE b",
                        "database",
                        "shop")));
    assertThat(commands(observed, "slot-inactive"))
        .contains("SELECT pg_drop_replication_slot('it''s');");
    assertThat(commands(observed, "dead-rows"))
        .contains("VACUUM (VERBOSE, ANALYZE) public.\"a; DROP TABLE b\";");
  }

  @ParameterizedTest
  @CsvSource({"snapshot, true", "lock, false", "tablespace, false"})
  void feedbackIsAdvisedWhereRowsWereMissing(String kind, boolean advised) {
    Observed observed =
        new Hand()
            .remember(0, Readings.of("conflict", row(Map.of(kind, 2.0), "database", "shop")))
            .observed(60, 30, Readings.of("conflict", row(Map.of(kind, 9.0), "database", "shop")));
    String feedback = "ALTER SYSTEM SET hot_standby_feedback = on; SELECT pg_reload_conf();";
    assertThat(commands(observed, "standby-conflicts").contains(feedback)).isEqualTo(advised);
  }

  /// While nothing answers clients give up, which is counted as soon as something answers again.
  @ParameterizedTest
  @ValueSource(strings = {"sessions-abandoned", "subscription-errors"})
  void anOutageExplainsWhatItDidToClients(String name) {
    Check outage = Catalogue.check("target-unreachable");
    Check check = Catalogue.check(name);
    AlertLedger ledger = new AlertLedger("shop", List.of(), List.of(), moment(0));
    for (long second : List.of(0L, 30L)) {
      ledger.take(outage, outage.threshold(), found(Labels.NONE, 1), moment(second));
    }
    ledger.take(check, check.threshold(), found(labels("database", "shop"), 20), moment(40));
    assertThat(ledger.open().stream().map(Alert::check))
        .containsExactlyInAnyOrder("target-unreachable", name);
    assertThat(ledger.explain(List.of(outage, check), moment(41)))
        .extracting(step -> step.alert().check())
        .containsExactly(name);
  }

  private static AlertLedger.Moment moment(long second) {
    return new AlertLedger.Moment(
        Hand.START.plusSeconds(second), Duration.ofSeconds(second).toNanos());
  }

  private static Look found(Labels subject, double value) {
    return new Look.Found(List.of(SymptomDraft.of(subject, value, "it is so").symptom()));
  }

  private static List<String> commands(Observed observed, String name) {
    Check check = Catalogue.check(name);
    return Walk.over(AlertWatch.judged(check, observed), check.threshold()).stream()
        .flatMap(symptom -> Stream.of(symptom.condition()))
        .flatMap(condition -> condition.remedies().stream())
        .map(remedy -> remedy.command())
        .toList();
  }

  /// After a reset of statistics live rows are counted from 0, and a size is known: 400 MB are a
  /// million rows of 400 bytes.
  @ParameterizedTest
  @CsvSource({
    "never-vacuumed, rows_dead, 249000, false",
    "never-vacuumed, rows_dead, 251000, true",
    "never-analyzed, rows_changed_since_analyze, 149000, false",
    "never-analyzed, rows_changed_since_analyze, 151000, true"
  })
  void aLargeTableIsNotDueBeforeAShareOfItHasChanged(
      String name, String metric, double rows, boolean raised) {
    for (Map<String, Double> size :
        List.of(Map.of("rows_live", 1e6), Map.of("rows_live", 0.0, "bytes", 4e8))) {
      Map<String, Double> figures = new HashMap<>(size);
      figures.put(metric, rows);
      figures.put("vacuums", 0.0);
      figures.put("analyzes", 0.0);
      Observed observed =
          new Hand()
              .observed(
                  10,
                  10,
                  Readings.of(
                      "table", row(figures, "database", "shop", "schema", "public", "table", "t")));
      Check check = Catalogue.check(name);
      assertThat(Walk.over(AlertWatch.judged(check, observed), check.threshold()))
          .hasSize(raised ? 1 : 0);
    }
  }
}
