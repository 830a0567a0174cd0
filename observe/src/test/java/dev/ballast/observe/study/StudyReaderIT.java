package dev.ballast.observe.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Clock;
import dev.ballast.observe.statement.IndexAdvice;
import dev.ballast.observe.study.PlanOutline.None;
import dev.ballast.observe.study.PlanOutline.Planned;
import dev.ballast.observe.study.StudyReader.Planning;
import dev.ballast.observe.text.StatementText;
import dev.ballast.observe.text.StatementText.Form;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TestedMajors;
import dev.ballast.sql.tree.QualifiedName;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Advice and plans on real servers, and functions of a table's owner that a planner would run.
class StudyReaderIT {
  private static final Clock CLOCK = Clock.system();

  static IntStream majors() {
    return TestedMajors.outermost();
  }

  private static ConnectionSettings as(ConnectionSettings superuser, String role) {
    return superuser.withUser(role, Optional.empty());
  }

  private static StatementText text(String sql) {
    return new StatementText(Form.WITHOUT_LITERALS, sql);
  }

  @ParameterizedTest
  @MethodSource("majors")
  void adviceAndPlansAreHadWithoutRunningCodeOfTheDatabase(int major) {
    try (TemporaryCluster cluster = TemporaryCluster.of(major, CLOCK).start();
        Session owner = cluster.session()) {
      owner.execute(SqlResource.load(StudyReaderIT.class, "tables", owner.version()));
      ConnectionSettings there = cluster.settings();
      try (Session monitor = Session.open(as(there, "monitor"), SessionOptions.of("study"));
          Session reader = Session.open(as(there, "reader"), SessionOptions.of("study"))) {
        adviceIsTheIndexThatIsMissing(monitor);
        plansAreHadWhereTheRoleMayRead(monitor, reader);
        nothingOfTheDatabaseIsRun(reader);
      }
      // A superuser's plan would run with all its power.
      try (Session powerful = Session.open(there, SessionOptions.of("study"))) {
        assertThat(why(powerful, "SELECT id FROM shop.orders WHERE reference = $1"))
            .contains("may do more than read");
      }
    }
  }

  private static void adviceIsTheIndexThatIsMissing(Session monitor) {
    String search = "SELECT id, status FROM orders WHERE reference = $1";
    StatementStudy study = StudyReader.read(monitor, text(search), Planning.OFF);
    assertThat(study.tables()).containsExactly(QualifiedName.of("shop", "orders"));
    assertThat(study.advice())
        .extracting(IndexAdvice::statement)
        .containsExactly("CREATE INDEX CONCURRENTLY ON shop.orders (reference);");
    assertThat(study.advice().getFirst().rows()).hasValue(5000);
    assertThat(study.plan())
        .isInstanceOfSatisfying(
            None.class, none -> assertThat(none.why()).contains("serve.statements.plans"));
    // Columns of a domain and varchar have an order; json has none, and id has its index.
    for (String column : List.of("total", "code")) {
      assertThat(
              StudyReader.read(
                      monitor,
                      text("SELECT id FROM orders WHERE " + column + " = $1"),
                      Planning.OFF)
                  .advice())
          .hasSize(1);
    }
    // The partial index may have the rows of that status.
    for (String condition : List.of("shipping = $1", "id = $1", "total IS NULL", "status = $1")) {
      assertThat(
              StudyReader.read(
                      monitor, text("SELECT id FROM orders WHERE " + condition), Planning.OFF)
                  .advice())
          .isEmpty();
    }
    // Two schemas have a table of that name, and the search path of who reads it is unknown.
    StatementStudy doubtful =
        StudyReader.read(monitor, text("SELECT a FROM twice WHERE a = $1"), Planning.OFF);
    assertThat(doubtful.tables()).isEmpty();
    assertThat(doubtful.advice()).isEmpty();
    assertThat(
            StudyReader.read(monitor, text("SELECT id FROM events WHERE kind = $1"), Planning.OFF)
                .advice())
        .singleElement()
        .satisfies(
            advice ->
                assertThat(advice.statement()).isEqualTo("CREATE INDEX ON shop.events (kind);"));
  }

  private static void plansAreHadWhereTheRoleMayRead(Session monitor, Session reader) {
    String search = "SELECT o.id FROM orders AS o WHERE reference = $1 AND total > $2";
    assertThat(plan(reader, search).scanned()).containsExactly(QualifiedName.of("shop", "orders"));
    assertThat(plan(reader, search).parameters()).containsExactly("text", "numeric");
    assertThat(plan(reader, search).text()).startsWith("Seq Scan on shop.orders (rows ");
    assertThat(plan(reader, "SELECT status FROM shop.orders WHERE id = $1").text())
        .startsWith("Index Scan on shop.orders by orders_pkey (rows ");
    assertThat(
            plan(reader, "SELECT count(*) FROM orders a JOIN orders b ON a.id = b.user_id").text())
        .startsWith("Aggregate (rows 1, cost ")
        .contains("\n  ");
    assertThat(why(monitor, search)).contains("the server refuses");
    // What was not planned leaves nothing behind.
    assertThat(plan(reader, search).steps()).hasSize(1);
  }

  /// The functions of the owner report when they run as the role of the watch.
  private static void nothingOfTheDatabaseIsRun(Session reader) {
    for (String statement :
        List.of(
            "SELECT id FROM orders WHERE id = shop.evil()",
            "SELECT id FROM orders WHERE id OPERATOR(shop.===) $1",
            "SELECT id FROM orders WHERE total = $1::shop.checked",
            "SELECT id FROM evil_predicate WHERE id = $1",
            "SELECT id FROM evil_expression WHERE id = $1",
            "SELECT id FROM evil_statistics WHERE id = $1",
            "SELECT id FROM evil_partitions WHERE id = $1",
            "SELECT id FROM evil_heir WHERE id = $1",
            "SELECT id FROM evil_view WHERE id = $1",
            "WITH gone AS (DELETE FROM orders RETURNING id) SELECT id FROM gone",
            "UPDATE orders SET total = $1")) {
      assertThat(why(reader, statement)).as(statement).isNotEmpty().doesNotContain("evil ran");
    }
    // The control: planned as it is, the owner's function runs as the reader.
    assertThatThrownBy(
            () ->
                reader.query(
                    "EXPLAIN SELECT id FROM shop.evil_predicate WHERE id = 1", row -> row.text(1)))
        .hasMessageContaining("evil ran");
  }

  private static Planned plan(Session session, String sql) {
    PlanOutline plan = StudyReader.read(session, text(sql), Planning.ALLOWED).plan();
    assertThat(plan).as(sql).isInstanceOf(Planned.class);
    return (Planned) plan;
  }

  private static String why(Session session, String sql) {
    PlanOutline plan = StudyReader.read(session, text(sql), Planning.ALLOWED).plan();
    assertThat(plan).as(sql).isInstanceOf(None.class);
    return ((None) plan).why();
  }
}
