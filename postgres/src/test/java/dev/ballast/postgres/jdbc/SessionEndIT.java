package dev.ballast.postgres.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.server.StopMode;
import dev.ballast.postgres.server.TemporaryCluster;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// However a session ends, it says why, and says it again when it is asked once more.
@Timeout(300)
final class SessionEndIT {
  private static final String ENDLESS = "COPY (SELECT generate_series(1, 1000000000)) TO STDOUT";
  private static final String CLOSED = "This connection has been closed";

  private static TemporaryCluster cluster;

  @BeforeAll
  static void start() {
    cluster = TemporaryCluster.of(18, Clock.system()).start();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  /// What ends the session while its COPY runs.
  private static Fault whileCopying(Session session, Runnable blow) {
    CountDownLatch reading = new CountDownLatch(1);
    CompletableFuture<Fault> fault =
        CompletableFuture.supplyAsync(
            () -> caught(() -> session.copyOut(ENDLESS, piece -> reading.countDown())),
            Thread::startVirtualThread);
    try {
      reading.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    blow.run();
    return fault.join();
  }

  private static Fault caught(ThrowingCallable work) {
    return catchThrowableOfType(Fault.class, work);
  }

  private static void terminate(Session other, String pid) {
    assertThat(other.text("SELECT pg_terminate_backend(?, 10000)", Integer.parseInt(pid)))
        .isEqualTo("t");
  }

  private static void assertSaysItAgain(Session session, Fault first) {
    Fault second = caught(() -> session.execute("ROLLBACK TO SAVEPOINT digest"));
    assertThat(second.code()).isEqualTo(first.code());
    assertThat(second.getMessage()).isEqualTo(first.getMessage());
    assertThat(first.toString() + second).doesNotContain(CLOSED);
  }

  @Test
  void anAdministratorWhoEndsItIsNamed() {
    try (Session session = cluster.session();
        Session other = cluster.session()) {
      terminate(other, session.text("SELECT pg_backend_pid()"));

      Fault fault = caught(() -> session.text("SELECT 1"));

      assertThat(fault.code()).isEqualTo(PostgresError.SERVER_SHUTTING_DOWN);
      assertThat(fault.getMessage())
          .isEqualTo(
              "the server ended the session: terminating connection due to administrator command");
      assertThat(fault.hint()).hasValueSatisfying(h -> assertThat(h).contains("pg_terminate"));
      assertSaysItAgain(session, fault);
    }
  }

  @Test
  void whoEndsItDuringACopyOfATableIsNamedAsFarAsCanBeKnown() {
    try (Session session = cluster.session();
        Session other = cluster.session()) {
      String pid = session.text("SELECT pg_backend_pid()");

      Fault fault = whileCopying(session, () -> terminate(other, pid));

      assertThat(fault.code())
          .isIn(PostgresError.CONNECTION_LOST, PostgresError.SERVER_SHUTTING_DOWN);
      assertThat(fault.hint()).hasValueSatisfying(h -> assertThat(h).contains("pg_terminate"));
      assertSaysItAgain(session, fault);
    }
  }

  @Test
  void aServerThatIsStoppedIsNamed() {
    try (TemporaryCluster own = TemporaryCluster.of(18, Clock.system()).start();
        Session copying = own.session();
        Session idle = own.session()) {
      Fault stopped = whileCopying(copying, () -> own.stop(StopMode.FAST));
      Fault saidSo = caught(() -> idle.text("SELECT 1"));

      assertThat(stopped.getMessage()).startsWith("the server was stopped");
      assertSaysItAgain(copying, stopped);
      assertThat(saidSo.getMessage()).startsWith("the server ended the session: ");
      assertSaysItAgain(idle, saidSo);
    }
  }

  @Test
  void aServerThatCrashedIsNamed() {
    try (TemporaryCluster own = TemporaryCluster.of(18, Clock.system()).start();
        Session session = own.session()) {
      Fault fault = whileCopying(session, own::crash);

      assertThat(fault.code()).isEqualTo(PostgresError.CONNECTION_LOST);
      assertThat(fault).hasMessage("the server was stopped, or cannot be reached any more");
      assertSaysItAgain(session, fault);
    }
  }

  @Test
  void aServerThatRunsAgainWhenItsEndIsNoticedIsNamed() {
    try (TemporaryCluster own = TemporaryCluster.of(18, Clock.system()).start();
        Session session = Session.open(own.settings(), SessionOptions.of("reading"))) {
      AtomicBoolean struck = new AtomicBoolean();

      Fault fault =
          caught(
              () ->
                  session.copyOut(
                      ENDLESS,
                      piece -> {
                        if (struck.compareAndSet(false, true)) {
                          own.crash();
                          own.start();
                        }
                      }));

      assertThat(fault.code()).isEqualTo(PostgresError.CONNECTION_LOST);
      assertThat(fault).hasMessage("the server was restarted");
      assertSaysItAgain(session, fault);
    }
  }

  @Test
  void aTimeLimitOfTheRoleIsNamed() {
    for (String limit :
        new String[] {
          "transaction_timeout", "idle_session_timeout", "idle_in_transaction_session_timeout"
        }) {
      try (Session session = cluster.session();
          Session other = cluster.session()) {
        int pid = Integer.parseInt(session.text("SELECT pg_backend_pid()"));
        session.execute("SET " + limit + " = '50ms'");
        if (!limit.equals("idle_session_timeout")) {
          session.begin(IsolationLevel.READ_COMMITTED, Access.READ_ONLY);
        }
        other.execute(
            """
            DO $$ BEGIN
              WHILE EXISTS (SELECT FROM pg_stat_activity WHERE pid = %d) LOOP
                PERFORM pg_sleep(0.01); PERFORM pg_stat_clear_snapshot();
              END LOOP;
            END $$
            """
                .formatted(pid));

        Fault fault = caught(() -> session.text("SELECT 1"));

        assertThat(fault.code()).as(limit).isEqualTo(PostgresError.SESSION_TIMEOUT);
        assertThat(fault.getMessage())
            .startsWith("the server ended the session by its " + limit + ": ");
        assertSaysItAgain(session, fault);
      }
    }
  }

  /// As dblink does for its own connections, and any function may.
  @Test
  void anErrorThatOnlyLooksLikeAnEndEndsNothing() {
    try (Session session = cluster.session()) {
      for (String state : new String[] {"08001", "08003", "08006", "57P01", "25P04"}) {
        Fault fault =
            caught(
                () ->
                    session.execute(
                        "DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '%s'; END $$"
                            .formatted(state)));

        assertThat(fault).hasMessage("no");
        assertThat(fault.code())
            .isNotIn(PostgresError.CONNECTION_LOST, PostgresError.SERVER_UNREACHABLE);
        assertThat(session.text("SELECT 1")).isEqualTo("1");
      }
    }
  }
}
