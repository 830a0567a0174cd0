package dev.ballast.observe.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.observe.collect.lock.LockFamily;
import dev.ballast.observe.collect.statement.StatementFamily;
import dev.ballast.observe.text.LiteralRemoval;
import dev.ballast.observe.text.StatementText;
import dev.ballast.observe.text.StatementText.Form;
import dev.ballast.observe.text.TextPolicy;
import dev.ballast.observe.watch.Watched.Address;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Secrets in every place that pg_stat_statements leaves them in.
class StatementTextsIT {
  private static final Clock CLOCK = Clock.system();
  private static final String CANARY = "canary7f3a";

  @Test
  void textsAreKnownAndSecretsAreNot() {
    try (TemporaryCluster cluster =
            TemporaryCluster.of(18, CLOCK)
                .tcp()
                .setting("shared_preload_libraries", "pg_stat_statements")
                .start();
        Session owner = cluster.session()) {
      owner.execute("CREATE EXTENSION pg_stat_statements");
      plant(owner);
      // As the server has them, the secrets are there.
      assertThat(
              owner.number(
                  "SELECT count(*)::text FROM pg_stat_statements WHERE query LIKE '%"
                      + CANARY
                      + "%'"))
          .isGreaterThanOrEqualTo(4);
      try (Watched watched = watch(cluster, TextPolicy.WITHOUT_LITERALS)) {
        watched.eventually(() -> texts(watched).stream().anyMatch(t -> t.text().startsWith("DO ")));
        watched.eventually(() -> isComplete(watched));
        assertThat(texts(watched))
            .extracting(StatementText::text)
            .contains(
                "CREATE ROLE app PASSWORD $1",
                "SET shop.token = ?",
                "DO $1",
                "COPY t FROM PROGRAM ?",
                "SELECT a FROM t WHERE a = $1")
            .noneMatch(text -> text.contains(CANARY));
        assertThat(texts(watched))
            .filteredOn(t -> t.text().endsWith("…"))
            .extracting(StatementText::text)
            .allMatch(text -> text.length() == LiteralRemoval.MAX_LENGTH);
        assertThat(texts(watched)).anyMatch(t -> t.form() == Form.CUT && t.text().equals("SELECT"));
        assertThat(watched.texts())
            .containsAllEntriesOf(watched.board().target("shop").orElseThrow().detail().texts());
      }
      try (Watched watched = watch(cluster, TextPolicy.AS_WRITTEN)) {
        watched.eventually(() -> texts(watched).stream().anyMatch(t -> t.text().contains(CANARY)));
      }
    }
  }

  private static void plant(Session owner) {
    owner.execute("CREATE TABLE t (a text)");
    owner.execute("/* " + CANARY + " */ SELECT a FROM t WHERE a = '" + CANARY + "' -- " + CANARY);
    owner.execute("CREATE ROLE app PASSWORD '" + CANARY + "'");
    owner.execute("SET shop.token = " + CANARY);
    owner.execute("DO $$ BEGIN PERFORM '" + CANARY + "'; END $$");
    owner.execute("COPY t FROM PROGRAM 'echo " + CANARY + "'");
    // 50 kB, and more than is read.
    owner.execute("SELECT a" + column(24).repeat(1_600) + " FROM t WHERE a = '" + CANARY + "'");
    owner.execute("SELECT a" + column(63).repeat(1_600) + " FROM t LIMIT 0");
  }

  private static String column(int length) {
    return ", a AS " + "n".repeat(length);
  }

  private static Watched watch(TemporaryCluster cluster, TextPolicy policy) {
    return Watched.start(
        List.of(Address.of("shop", cluster.settings().port())),
        new WatchPlan(
            List.of(new StatementFamily(), new LockFamily()),
            List.of(),
            family -> Duration.ofMillis(200),
            policy),
        CLOCK);
  }

  private static Collection<StatementText> texts(Watched watched) {
    return watched.board().target("shop").orElseThrow().detail().texts().values();
  }

  /// Each statement on the board has a text.
  private static boolean isComplete(Watched watched) {
    TargetState state = watched.board().target("shop").orElseThrow();
    return state.family("statement").orElseThrow().latest().orElseThrow().entities().stream()
        .filter(f -> StatementTexts.id(f).isPresent())
        .allMatch(f -> state.detail().text(f).isPresent());
  }
}
