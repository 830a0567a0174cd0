import dev.ballast.change.forecast.ChangeForecast;
import dev.ballast.change.forecast.MachineCalibration;
import dev.ballast.change.forecast.MachineRates;
import dev.ballast.change.forecast.MeasuredStatement;
import dev.ballast.change.forecast.PastErrors;
import dev.ballast.change.forecast.StatementForecast;
import dev.ballast.change.live.LiveWorkload;
import dev.ballast.evidence.Clock;
import dev.ballast.postgres.jdbc.Access;
import dev.ballast.postgres.jdbc.IsolationLevel;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.sql.tree.QualifiedName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/// The work that `bench/forecast-change.sh` measures: statements on a small table, predicted for a
/// large one, and executed there. `ForecastChange MAJOR SMALL LARGE`.
final class ForecastChange {
  private static final Clock CLOCK = Clock.system();
  private static final int RUNS = 3;
  private static final List<String> STATEMENTS =
      List.of(
          "CREATE INDEX i ON %s (a)",
          "CREATE INDEX i ON %s (lower(b))",
          "ALTER TABLE %s ALTER COLUMN a SET NOT NULL",
          "ALTER TABLE %s ADD CONSTRAINT c CHECK (a >= 0)",
          "ALTER TABLE %s ALTER COLUMN a TYPE bigint",
          "ALTER TABLE %s ADD COLUMN c integer",
          "UPDATE %s SET b = 'x' WHERE a %% 10 = 0",
          "DELETE FROM %s WHERE a %% 10 = 1");

  private ForecastChange() {}

  private record Run(double seconds, long wal) {}

  public static void main(String[] args) {
    int small = Integer.parseInt(args[1]);
    int large = Integer.parseInt(args[2]);
    try (TemporaryCluster cluster =
            TemporaryCluster.of(Integer.parseInt(args[0]), CLOCK)
                .fsync(true)
                .setting("shared_buffers", "256MB")
                .setting("max_wal_size", "4GB")
                .start();
        Session session = cluster.session()) {
      fill(session, "small", small);
      fill(session, "large", large);
      MachineRates here =
          new MachineCalibration(CLOCK).here(session, cluster.scratch(), "this machine");
      System.out.printf(
          Locale.ROOT,
          "disk reads %s, writes %s MB/s; %.1f million hashes/s%n",
          megabytes(here.readBytesPerSecond()),
          megabytes(here.writeBytesPerSecond()),
          here.hashesPerSecond().orElseThrow() / 1e6);
      LiveWorkload sizes = LiveWorkload.of(cluster.settings(), "this server");
      int within = 0;
      for (String statement : STATEMENTS) {
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
          runs.add(run(session, statement.formatted("small")));
        }
        StatementForecast.Predicted predicted = predicted(statement, runs, sizes, here);
        double actual = run(session, statement.formatted("large")).seconds();
        boolean contained = predicted.seconds().contains(actual);
        within += contained ? 1 : 0;
        System.out.printf(
            Locale.ROOT,
            "%-50s small %8.1f ms, predicted %8.1f ms (%.1f to %.1f), took %8.1f ms, %s%n",
            statement.formatted("large"),
            runs.get(1).seconds() * 1e3,
            predicted.seconds().expected() * 1e3,
            predicted.seconds().low() * 1e3,
            predicted.seconds().high() * 1e3,
            actual * 1e3,
            contained ? "within" : "OUTSIDE");
      }
      System.out.println(within + " of " + STATEMENTS.size() + " within their interval");
    }
  }

  private static StatementForecast.Predicted predicted(
      String statement, List<Run> runs, LiveWorkload sizes, MachineRates here) {
    QualifiedName small = QualifiedName.of("small");
    boolean rewrites = statement.contains(" TYPE ");
    boolean builds = statement.startsWith("CREATE INDEX");
    MeasuredStatement measured =
        new MeasuredStatement(
            statement.formatted("large"),
            Optional.of(QualifiedName.of("large")),
            runs.stream().map(run -> Duration.ofNanos(Math.round(run.seconds() * 1e9))).toList(),
            Duration.ZERO,
            sizes.rows(small),
            sizes.bytes(small),
            rewrites ? 1 : 0,
            builds ? 1 : 0,
            runs.getFirst().wal(),
            OptionalDouble.empty(),
            Duration.ZERO);
    return (StatementForecast.Predicted)
        ChangeForecast.of(List.of(measured), sizes, here, Optional.of(here), PastErrors.NONE)
            .getFirst();
  }

  private static void fill(Session session, String table, int rows) {
    session.execute("CREATE TABLE " + table + " (id integer PRIMARY KEY, a integer, b text)");
    session.execute(
        "INSERT INTO "
            + table
            + " SELECT i, (hashint8(i) & 2147483647), 'note number ' || i"
            + " FROM generate_series(1, "
            + rows
            + ") AS i");
    session.execute("VACUUM ANALYZE " + table);
  }

  /// In a transaction that is rolled back, so that each run finds the same table.
  private static Run run(Session session, String statement) {
    session.execute("CHECKPOINT");
    session.begin(IsolationLevel.READ_COMMITTED, Access.READ_WRITE);
    String before = session.text("SELECT pg_current_wal_insert_lsn()::text");
    long start = CLOCK.nanoTime();
    session.execute(statement);
    double seconds = CLOCK.since(start).toNanos() / 1e9;
    long wal =
        session.number(
            "SELECT (pg_current_wal_insert_lsn() - ?::pg_lsn)::bigint::text", before);
    session.rollback();
    return new Run(seconds, wal);
  }

  private static String megabytes(OptionalDouble rate) {
    return rate.isEmpty()
        ? "unknown"
        : String.format(Locale.ROOT, "%.0f", rate.getAsDouble() / 1e6);
  }
}
