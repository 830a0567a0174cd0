package dev.ballast.change.rehearse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.change.rehearse.PolicyFinding.Rule;
import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Progress;
import dev.ballast.evidence.Verdict;
import dev.ballast.evidence.json.Json;
import dev.ballast.lab.LabError;
import dev.ballast.lab.clone.Clone;
import dev.ballast.lab.clone.Lab;
import dev.ballast.lab.schema.SchemaDump;
import dev.ballast.lab.twin.TwinSource;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.Confinement;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.sql.LockMode;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Changes on a twin, whose target has rows.
class TwinRehearsalIT {
  private static final String SCHEMA =
      """
      CREATE TABLE public.orders (id integer NOT NULL, total integer);
      ALTER TABLE public.orders OWNER TO app;
      CREATE TABLE public.gone (id no_such_type);
      """;

  private static TemporaryFolder folder;
  private static Clone twin;

  @BeforeAll
  static void make() {
    folder = TemporaryFolder.create("lab");
    try (TemporaryCluster source = TemporaryCluster.start(18, Clock.system())) {
      try (Session session = source.session()) {
        session.execute("CREATE ROLE app");
        session.execute("CREATE DATABASE shop OWNER app");
      }
      try (Session session = source.session("shop")) {
        session.execute(
            "CREATE TABLE orders AS SELECT i AS id, i AS total FROM generate_series(1, 100000) AS i");
      }
      SchemaDump schema =
          new SchemaDump(
              source.installation().version(),
              List.of("app"),
              Optional.empty(),
              ScriptSplitter.split(SourceText.of(SCHEMA)),
              List.of());
      twin =
          Lab.in(folder.path().resolve("l"), Clock.system())
              .createTwin(
                  new Lab.WantedTwin(
                      "twin",
                      TwinSource.read(
                          "shop", source.settings("shop"), schema, false, Clock.system()),
                      Confinement.PREFERRED,
                      Duration.ofHours(1)),
                  Progress.NONE);
    }
  }

  @AfterAll
  static void remove() {
    folder.close();
  }

  private static RehearsalResult rehearse(String sql, String undo, Optional<TrafficPlan> traffic) {
    return Rehearsal.run(
        twin,
        new RehearsalRequest(
            new RehearsalRequest.Subject.Text(sql, Optional.of(undo)),
            Optional.empty(),
            Optional.empty(),
            RehearsalRequest.DEFAULT_STATEMENT_LIMIT,
            Optional.empty(),
            traffic,
            /* standby= */ true,
            /* hold= */ false,
            Optional.empty(),
            RehearsalPolicy.DEFAULT,
            Confinement.PREFERRED),
        InputStream.nullInputStream(),
        Clock.system(),
        Progress.NONE);
  }

  private static Verdict verdict(RehearsalResult result, Rule rule) {
    return result.policy().stream()
        .filter(finding -> finding.rule() == rule)
        .map(PolicyFinding::verdict)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void locksAndRewritesAreSeenAndNothingIsProved() {
    RehearsalResult result =
        rehearse(
            "ALTER TABLE orders ALTER COLUMN total TYPE bigint",
            "ALTER TABLE orders ALTER COLUMN total TYPE integer",
            Optional.empty());

    assertThat(result.headline())
        .as(Json.pretty(result))
        .startsWith(
            "ACCESS EXCLUSIVE on orders (rewritten), durations and WAL not measured: a twin has no"
                + " rows");
    RehearsedStatement statement = result.measured().quiet().getFirst().statements().getFirst();
    assertThat(statement.locks())
        .first()
        .extracting(LockHold::mode)
        .isEqualTo(LockMode.ACCESS_EXCLUSIVE);
    assertThat(statement.files()).extracting(FileChange::kind).contains(FileChange.Kind.REWRITTEN);
    assertThat(result.measured().disk()).isEmpty();
    assertThat(result.measured().lag()).isEmpty();
    assertThat(result.measured().deadRows()).isEmpty();
    assertThat(result.verdict()).isInstanceOf(Verdict.Undecided.class);
    assertThat(result.rollback().verdict())
        .isEqualTo(
            Verdict.undecided(
                "whether the rows are restored was not measured: a twin has no rows"));
    assertThat(result.notes())
        .anyMatch(note -> note.startsWith("the twin lacks: line 3 of the schema, CREATE TABLE"));
  }

  @Test
  void aWayBackThatLeavesTheCatalogsDifferentIsRefuted() {
    RehearsalResult result =
        rehearse(
            "ALTER TABLE orders ADD COLUMN note text, ADD COLUMN more text",
            "ALTER TABLE orders DROP COLUMN note",
            Optional.empty());

    assertThat(verdict(result, Rule.ROLLBACK).isRefuted()).isTrue();
  }

  @Test
  void whatATwinLacksMayBeWhyAStatementFails() {
    RehearsalResult result =
        rehearse("ALTER TABLE gone ADD COLUMN x int", "SELECT 1", Optional.empty());

    assertThat(verdict(result, Rule.RUNS))
        .isInstanceOfSatisfying(
            Verdict.Undecided.class,
            undecided ->
                assertThat(undecided.reason())
                    .contains("\"gone\" does not exist", "the twin lacks 1 parts of the schema"));
  }

  @Test
  void trafficIsRefused() {
    TrafficPlan traffic =
        TrafficPlan.of(
            "a test",
            new TrafficPlan.Source.Repeated(
                _ -> {
                  throw new AssertionError("no statement is requested");
                },
                OptionalDouble.empty()));

    assertThatThrownBy(() -> rehearse("SELECT 1", "SELECT 1", Optional.of(traffic)))
        .isInstanceOfSatisfying(
            Fault.class, fault -> assertThat(fault.code()).isEqualTo(LabError.CLONE_WITHOUT_ROWS));
  }
}
