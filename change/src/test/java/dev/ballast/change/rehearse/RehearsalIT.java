package dev.ballast.change.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.change.course.Latencies;
import dev.ballast.change.course.LockHeld;
import dev.ballast.change.course.RehearsalCourse;
import dev.ballast.change.course.ScriptCourse;
import dev.ballast.change.course.StatementRun;
import dev.ballast.change.course.Way;
import dev.ballast.change.forecast.PastErrors;
import dev.ballast.change.forecast.StatementForecast;
import dev.ballast.change.rehearse.RehearsedScript.Direction;
import dev.ballast.evidence.Progress;
import dev.ballast.evidence.json.Json;
import dev.ballast.lab.clone.Clone;
import dev.ballast.lab.traffic.ParameterDraw;
import dev.ballast.lab.traffic.SourcedTraffic;
import dev.ballast.lab.traffic.StatementWork;
import dev.ballast.lab.traffic.TrafficMix;
import dev.ballast.lab.traffic.TrafficStatement;
import dev.ballast.lab.traffic.WeightedWork;
import dev.ballast.postgres.jdbc.ServerStatement.Keeping;
import dev.ballast.postgres.server.Confinement;
import dev.ballast.rules.lint.Workload;
import dev.ballast.sql.LockMode;
import dev.ballast.sql.tree.QualifiedName;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Changes on a clone of a real backup.
@ExtendWith(TestClone.class)
class RehearsalIT {
  /// Production has twice as many rows.
  private static final Workload TWICE =
      new Workload() {
        @Override
        public OptionalLong rows(QualifiedName table) {
          return OptionalLong.of(2 * TestClone.ROWS);
        }

        @Override
        public OptionalLong bytes(QualifiedName table) {
          return OptionalLong.empty();
        }

        @Override
        public OptionalLong statementsPerSecond(QualifiedName table) {
          return OptionalLong.of(310);
        }

        @Override
        public Optional<String> source() {
          return Optional.of("a test");
        }
      };

  private static Clone clone;

  @BeforeAll
  static void take(Clone made) {
    clone = made;
  }

  private static RehearsalResult rehearse(String sql, String undo) {
    return rehearse(sql, Optional.of(undo), Optional.empty());
  }

  private static RehearsalResult rehearse(
      String sql, Optional<String> undo, Optional<TrafficPlan> traffic) {
    return Rehearsal.run(
        clone,
        new RehearsalRequest(
            new RehearsalRequest.Subject.Text(sql, undo),
            Optional.empty(),
            Optional.empty(),
            RehearsalRequest.DEFAULT_STATEMENT_LIMIT,
            Optional.empty(),
            traffic,
            traffic.isEmpty(),
            false,
            Optional.of(new Production(TWICE, Optional.empty(), PastErrors.NONE, Optional.empty())),
            RehearsalPolicy.DEFAULT,
            Confinement.PREFERRED),
        InputStream.nullInputStream(),
        TestClone.CLOCK,
        Progress.NONE);
  }

  @Test
  void aRewriteIsMeasuredForwardsBackAndForwardsAgain() {
    RehearsalResult result =
        rehearse(
            "ALTER TABLE orders ALTER COLUMN total TYPE bigint;",
            "ALTER TABLE orders ALTER COLUMN total TYPE int;");

    assertThat(result.measured().quiet())
        .as(Json.pretty(result))
        .extracting(RehearsedScript::direction)
        .containsExactly(Direction.UP, Direction.DOWN, Direction.UP_AGAIN);
    RehearsedStatement statement = result.measured().quiet().getFirst().statements().getFirst();
    assertThat(statement.outcome().isDone()).isTrue();
    assertThat(statement.locks())
        .first()
        .satisfies(
            lock -> {
              assertThat(lock.relation()).isEqualTo("orders");
              assertThat(lock.mode()).isEqualTo(LockMode.ACCESS_EXCLUSIVE);
            });
    assertThat(statement.files())
        .contains(
            new FileChange(
                FileChange.Kind.REWRITTEN, "orders", statement.files().getFirst().bytes()));
    assertThat(statement.files().getFirst().bytes()).isGreaterThan(50_000 * 36);
    assertThat(statement.wal()).isGreaterThan(50_000 * 36);
    assertThat(result.headline())
        .startsWith("ACCESS EXCLUSIVE on orders for ")
        .endsWith("undone completely by its rollback");
    assertThat(result.measured().disk().orElseThrow().atPeak())
        .isGreaterThanOrEqualTo(statement.files().getFirst().bytes());
    assertThat(result.measured().lag().orElseThrow().bytes()).isPositive();
    assertThat(result.forecast())
        .singleElement()
        .isInstanceOfSatisfying(
            StatementForecast.Predicted.class,
            predicted -> {
              assertThat(predicted.seconds().expected())
                  .isGreaterThan(statement.took().toNanos() / 1e9);
              assertThat(predicted.dominating()).isEqualTo(StatementForecast.Dominating.REWRITE);
            });
  }

  @Test
  void whoWaitsForARewriteIsCountedAndTheOldApplicationsFailuresAreNamed() {
    TrafficStatement read =
        new TrafficStatement(
            "read", "SELECT total FROM orders WHERE id = $1", 1, true, Keeping.NAMED);
    TrafficStatement count =
        new TrafficStatement("count", "SELECT count(id) FROM orders", 0, true, Keeping.NAMED);
    SourcedTraffic sourced =
        new SourcedTraffic(
            TrafficMix.of(
                List.of(
                    new WeightedWork(
                        new StatementWork(read, random -> List.of(Optional.of("7"))), 1),
                    new WeightedWork(new StatementWork(count, ParameterDraw.NONE), 1))),
            List.of(),
            OptionalDouble.of(40),
            100,
            List.of());
    TrafficPlan plan =
        new TrafficPlan(
            "a script",
            new TrafficPlan.Source.Repeated(_ -> sourced, OptionalDouble.empty()),
            Optional.empty(),
            8,
            Duration.ofSeconds(1));

    RehearsalResult result =
        rehearse(
            "BEGIN; LOCK TABLE orders; SELECT pg_sleep(0.5); COMMIT;"
                + " ALTER TABLE orders RENAME COLUMN total TO amount;",
            Optional.of("ALTER TABLE orders RENAME COLUMN amount TO total;"),
            Optional.of(plan));

    TrafficEffect effect = result.measured().traffic().orElseThrow();
    assertThat(effect.ratePerSecond()).isEqualTo(40);
    assertThat(effect.before().completed() / (effect.before().length().toMillis() / 1000.0))
        .as(Json.pretty(result))
        .isBetween(15.0, 80.0);
    assertThat(effect.before().failed()).isZero();
    TrafficStretch during = effect.during().getFirst().traffic();
    // The lock is held for half a second, and another statement comes due every 25 ms.
    assertThat(during.max()).isGreaterThan(Duration.ofMillis(100));
    assertThat(during.waitingAtMost()).isGreaterThan(3);
    RehearsedScript up = effect.during().getFirst().run();
    assertThat(up.blocking().atMost()).isBetween(1, 8);
    assertThat(up.blocking().longest()).isBetween(Duration.ofMillis(100), up.took());
    assertThat(up.statements().get(1).locks().getFirst().held())
        .isBetween(Duration.ofMillis(500), up.took());
    assertThatItsCourseIsTimed(result.course().orElseThrow(), effect);
    assertThat(result.measured().broken())
        .singleElement()
        .satisfies(
            broken -> {
              assertThat(broken.text()).isEqualTo(read.text());
              assertThat(broken.sqlState()).isEqualTo("42703");
              assertThat(broken.after()).isEqualTo("statement 5 of --statement");
            });
  }

  private static void assertThatItsCourseIsTimed(RehearsalCourse course, TrafficEffect effect) {
    ScriptCourse forwards = course.scripts().getFirst();
    assertThat(forwards.way()).isEqualTo(Way.FORWARDS);
    assertThat(forwards.from()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    assertThat(forwards.statements()).hasSize(5).noneMatch(StatementRun::failed);
    StatementRun sleeping = forwards.statements().get(2);
    assertThat(sleeping.to().minus(sleeping.from())).isGreaterThan(Duration.ofMillis(500));
    LockHeld exclusive =
        forwards.locks().stream().filter(lock -> lock.statement() == 2).findFirst().orElseThrow();
    assertThat(exclusive.relation()).isEqualTo("orders");
    assertThat(exclusive.from()).isLessThan(sleeping.from());
    assertThat(exclusive.to()).isGreaterThanOrEqualTo(sleeping.to());
    assertThat(forwards.waits())
        .anySatisfy(
            wait -> {
              assertThat(wait.relation()).isEqualTo("orders");
              assertThat(wait.wanted()).isEqualTo(LockMode.ACCESS_SHARE);
              assertThat(wait.longest()).isGreaterThan(Duration.ofMillis(100));
              assertThat(wait.from()).isBetween(exclusive.from(), exclusive.to());
            });
    // Due while the lock was held, and done after it was released.
    assertThat(course.latencies())
        .filteredOn(
            each ->
                each.from().compareTo(sleeping.from().minus(course.interval())) > 0
                    && each.from().compareTo(sleeping.to()) < 0)
        .extracting(Latencies::max)
        .anyMatch(max -> max.compareTo(Duration.ofMillis(100)) > 0);
    assertThat(course.latencies().stream().mapToLong(Latencies::completed).sum())
        .isGreaterThanOrEqualTo(
            effect.before().completed() + effect.during().getFirst().traffic().completed());
  }

  @Test
  void aRollbackThatLosesRowsIsRefutedAndTheRowsAreNamed() {
    RehearsalResult result =
        rehearse(
            "ALTER TABLE orders ADD COLUMN doubled bigint; UPDATE orders SET total = 0 WHERE id < 4;",
            "ALTER TABLE orders DROP COLUMN doubled;");

    assertThat(result.rollback().verdict().isRefuted()).as(Json.pretty(result)).isTrue();
    assertThat(result.rollback().differences())
        .singleElement()
        .satisfies(line -> assertThat(line).contains("orders").contains("1, 1 | 2, 2 | 3, 3"));
    assertThat(result.rollback().compared())
        .hasValueSatisfying(
            compared -> {
              assertThat(compared.rows()).isGreaterThanOrEqualTo(TestClone.ROWS);
              // The table has no key: a row with another value is one that is lost.
              assertThat(compared.lostRows()).isEqualTo(3);
              assertThat(compared.differences())
                  .singleElement()
                  .asString()
                  .contains("orders")
                  .doesNotContain("1, 1");
            });
    assertThat(result.verdict().isRefuted()).isTrue();
    assertThat(result.measured().deadRows().orElseThrow()).isEqualTo(3);
  }

  @Test
  void aMissingRollbackIsDerivedAndProvedOrSaysWhatIsOneWay() {
    RehearsalResult derived =
        rehearse(
            "CREATE INDEX orders_total ON orders (total); ALTER TABLE orders RENAME TO purchases;",
            Optional.empty(),
            Optional.empty());
    RehearsalResult oneWay =
        rehearse("DELETE FROM orders WHERE id <= 7", Optional.empty(), Optional.empty());

    assertThat(derived.rollback().verdict().isProved()).as(Json.pretty(derived)).isTrue();
    assertThat(derived.derived().getFirst().sql())
        .contains("RENAME TO orders")
        .contains("DROP INDEX");
    assertThat(oneWay.rollback().verdict().isRefuted()).as(Json.pretty(oneWay)).isTrue();
    assertThat(oneWay.headline()).contains("7 rows");
  }

  @Test
  void aCopyOnWhichAScriptFailedIsHeldWhereThatIsWanted() {
    List<String> notes = new ArrayList<>();
    Progress interrupting =
        new Progress() {
          @Override
          public void begin(String phase, long total) {}

          @Override
          public void advance(long done) {}

          @Override
          public void note(String line) {
            notes.add(line);
            Thread.currentThread().interrupt();
          }
        };
    RehearsalRequest request =
        new RehearsalRequest(
            new RehearsalRequest.Subject.Text("SELECT 1/0", Optional.empty()),
            Optional.empty(),
            Optional.empty(),
            RehearsalRequest.DEFAULT_STATEMENT_LIMIT,
            Optional.of("it fails"),
            Optional.empty(),
            false,
            true,
            Optional.empty(),
            RehearsalPolicy.DEFAULT,
            Confinement.PREFERRED);

    RehearsalResult result =
        Rehearsal.run(clone, request, InputStream.nullInputStream(), TestClone.CLOCK, interrupting);

    assertThat(notes)
        .singleElement()
        .satisfies(note -> assertThat(note).contains("host=/").contains("passfile=/"));
    assertThat(result.measured().stopped().orElseThrow()).contains("division by zero");
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }
}
