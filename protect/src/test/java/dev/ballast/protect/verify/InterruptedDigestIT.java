package dev.ballast.protect.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.jdbc.Access;
import dev.ballast.postgres.jdbc.IsolationLevel;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.StopMode;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.protect.verify.content.DigestSettings;
import dev.ballast.protect.verify.snapshot.SourceReader;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A digest that is interrupted on the source names its cause.
@Timeout(300)
final class InterruptedDigestIT {
  /// At most half a minute until the digest waits for the table that is locked.
  private static final String AWAIT_DIGEST =
      """
      DO $$
      BEGIN
        FOR i IN 1..3000 LOOP
          PERFORM pg_stat_clear_snapshot();
          EXIT WHEN EXISTS (SELECT FROM pg_stat_activity
                             WHERE application_name = 'ballast digest' AND wait_event_type = 'Lock');
          PERFORM pg_sleep(0.01);
        END LOOP;
      END $$
      """;

  @Test
  void anAdministratorWhoEndsItsSessionsOrStopsTheServerIsNamed() {
    try (TemporaryCluster source = TemporaryCluster.start(18, Clock.system())) {
      try (Session session = source.session()) {
        session.execute("CREATE TABLE locked AS SELECT 1 AS id");
      }

      Fault terminated =
          interrupted(
              source,
              administrator ->
                  administrator.query(
                      """
                      SELECT pg_terminate_backend(pid) AS done FROM pg_stat_activity
                       WHERE application_name = 'ballast digest'
                      """,
                      row -> row.flag("done")));
      Fault stopped = interrupted(source, administrator -> source.stop(StopMode.FAST));

      for (Fault fault : new Fault[] {terminated, stopped}) {
        assertThat(fault.code()).isEqualTo(PostgresError.SERVER_SHUTTING_DOWN);
        assertThat(fault)
            .hasMessage(
                "the server ended the session: terminating connection due to administrator command");
        assertThat(fault.hint())
            .hasValueSatisfying(hint -> assertThat(hint).contains("stopped", "administrator"));
      }
    }
  }

  private interface Blow {
    void strike(Session administrator);
  }

  /// What the digest ends with when this happens while it waits for a lock.
  private static Fault interrupted(TemporaryCluster source, Blow blow) {
    try (LogOfFiles log = new LogOfFiles(source);
        Session blocker = source.session();
        Session administrator = source.session()) {
      blocker.begin(IsolationLevel.READ_COMMITTED, Access.READ_WRITE);
      blocker.execute("LOCK TABLE locked IN ACCESS EXCLUSIVE MODE");
      CompletableFuture<Fault> fault =
          CompletableFuture.supplyAsync(
              () ->
                  catchThrowableOfType(
                      Fault.class,
                      () ->
                          SourceReader.read(
                              source.settings(), DigestSettings.defaults(1), log, Clock.system())),
              Thread::startVirtualThread);
      administrator.execute(AWAIT_DIGEST);
      blow.strike(administrator);
      return fault.join();
    }
  }
}
