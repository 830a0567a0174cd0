import com.sun.management.UnixOperatingSystemMXBean;
import dev.ballast.evidence.Clock;
import dev.ballast.lab.traffic.SessionSource;
import dev.ballast.lab.traffic.Traffic;
import dev.ballast.lab.traffic.TrafficMix;
import dev.ballast.lab.traffic.TrafficReport;
import dev.ballast.lab.traffic.TrafficRun;
import dev.ballast.lab.traffic.TrafficSettings;
import dev.ballast.lab.traffic.TrafficWindow;
import dev.ballast.lab.traffic.script.PgbenchSource;
import dev.ballast.lab.traffic.script.ScriptFile;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Tls;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Puts a script on a server: `PutTraffic HOST PORT SCRIPT RATE SESSIONS SECONDS`. Prints the
/// statements that ended in the second half of the time, the rate, the driver's CPU seconds in that
/// half and in all, and the latency's p50 and p99 in milliseconds. See traffic.sh.
final class PutTraffic {
  private static final double SECOND = 1e9;

  private PutTraffic() {}

  public static void main(String[] args) {
    ConnectionSettings settings =
        new ConnectionSettings(
            args[0],
            Integer.parseInt(args[1]),
            "postgres",
            "postgres",
            Optional.empty(),
            Tls.DISABLED,
            ConnectionSettings.DEFAULT_CONNECT_TIMEOUT);
    SessionOptions options = SessionOptions.onOwnServer("traffic");
    TrafficMix mix;
    try (Session session = Session.open(settings, options)) {
      mix =
          PgbenchSource.of(List.of(ScriptFile.read(Path.of("."), args[2])), Map.of())
              .statements(session)
              .mix();
    }
    Clock clock = Clock.system();
    Duration half = Duration.ofSeconds(Long.parseLong(args[5])).dividedBy(2);
    TrafficSettings how =
        TrafficSettings.of(Double.parseDouble(args[3]), Integer.parseInt(args[4]));
    try (TrafficRun run =
        Traffic.start(mix, how, SessionSource.to(settings, options), clock)) {
      clock.pause(half);
      long begin = clock.nanoTime();
      double before = cpu();
      clock.pause(half);
      double after = cpu();
      long end = clock.nanoTime();
      TrafficReport report = run.stop();
      TrafficWindow window = run.between(begin, end);
      System.out.printf(
          Locale.ROOT,
          "%d %.1f %.3f %.3f %.3f %.3f %d%n",
          window.completed(),
          window.completed() / ((end - begin) / SECOND),
          after - before,
          cpu(),
          window.latency().p50().toNanos() / 1e6,
          window.latency().p99().toNanos() / 1e6,
          report.failures());
    }
  }

  private static double cpu() {
    return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / SECOND;
  }
}
