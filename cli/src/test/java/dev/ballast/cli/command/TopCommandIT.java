package dev.ballast.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.cli.RootCommand;
import dev.ballast.cli.frame.CommandRun;
import dev.ballast.cli.frame.Terminal;
import dev.ballast.evidence.Clock;
import dev.ballast.postgres.jdbc.Access;
import dev.ballast.postgres.jdbc.IsolationLevel;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class TopCommandIT {
  private static final Clock CLOCK = Clock.system();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void statementsAndWaitsAreShownWithoutLiterals() throws InterruptedException {
    try (TemporaryCluster cluster =
            TemporaryCluster.of(18, CLOCK)
                .tcp()
                .setting("shared_preload_libraries", "pg_stat_statements")
                .start();
        Session owner = cluster.session()) {
      owner.execute("CREATE EXTENSION pg_stat_statements; CREATE TABLE items (note text)");
      owner.begin(IsolationLevel.READ_COMMITTED, Access.READ_WRITE);
      owner.execute("LOCK TABLE items");
      AtomicBoolean ended = new AtomicBoolean();
      Thread busy =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try (Session session = cluster.session()) {
                      while (!ended.get()) {
                        session.text(
                            "SELECT count(*) FROM generate_series(1, 20000) WHERE 'hunter2' = 'x'");
                      }
                    }
                  });
      Thread waiting =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try (Session session = cluster.session()) {
                      session.execute("SET lock_timeout = 0");
                      session.execute("INSERT INTO items VALUES ('hunter2')");
                    }
                  });
      int status = run("top", "--seconds", "2", "--target", url(cluster));
      ended.set(true);
      owner.rollback();
      busy.join();
      waiting.join();

      assertThat(status).isZero();
      String page = out.toString(UTF_8);
      assertThat(page)
          .contains("SELECT count(*) FROM generate_series($1, $2) WHERE $3 = $4")
          .contains("RowExclusiveLock on public.items", "INSERT INTO items VALUES ($1)")
          .doesNotContain("hunter2");
      // The one that waits stands behind the one that it waits for.
      assertThat(page.indexOf("LOCK TABLE items"))
          .isPositive()
          .isLessThan(page.indexOf("INSERT INTO items"));
    }
  }

  private static String url(TemporaryCluster cluster) {
    return "postgresql://postgres@127.0.0.1:" + cluster.settings().port() + "/postgres";
  }

  private int run(String... arguments) {
    return CommandRun.of(
            new RootCommand(),
            List.of(arguments),
            new Terminal(
                new PrintStream(out, false, UTF_8),
                new PrintStream(out, false, UTF_8),
                false,
                false,
                Map.of(),
                CLOCK))
        .status();
  }
}
