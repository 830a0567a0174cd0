import dev.ballast.evidence.Clock;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import java.time.Duration;

/// A server of PostgreSQL at a port, for as long as this runs. See pages.sh.
final class HoldServer {
  private HoldServer() {}

  public static void main(String[] args) {
    Clock clock = Clock.system();
    TemporaryCluster cluster =
        TemporaryCluster.of(18, clock)
            .tcp()
            .setting("max_connections", Integer.toString(30 + 3 * Integer.parseInt(args[0])))
            .setting("shared_preload_libraries", "pg_stat_statements")
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(cluster::close));
    try (Session session = cluster.session()) {
      session.execute("CREATE EXTENSION pg_stat_statements");
    }
    System.out.println(cluster.settings().port());
    while (!Thread.currentThread().isInterrupted()) {
      clock.pause(Duration.ofHours(1));
    }
  }
}
