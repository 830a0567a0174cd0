package dev.ballast.lab.traffic.recorded;

import dev.ballast.evidence.Fault;
import dev.ballast.lab.traffic.TrafficError;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How long statements took, by a server's csvlog or jsonlog: with `log_min_duration_statement`, or
/// with `log_duration` beside `log_statement`. Such a log has a statement's end.
/// For one thread.
public final class LoggedRuns {
  private static final Pattern DURATION = Pattern.compile("duration: ([0-9]+)\\.([0-9]{3}) ms");
  private static final int MICROS = 1000;

  /// By session, what was last logged without how long it took.
  private final Map<String, String> begun = new HashMap<>();

  private final Consumer<Run> runs;

  private LoggedRuns(Consumer<Run> runs) {
    this.runs = runs;
  }

  /// One statement that reached its end.
  ///
  /// @param database that it ran in
  /// @param ended empty where the log's time has a zone that is no offset from UTC
  public record Run(String text, String database, Duration took, Optional<Instant> ended) {}

  /// Reads a file. Lines that break off are left out. Throws `recording-invalid` where it is no
  /// such log, `traffic-unreadable` where it cannot be read.
  ///
  /// @param runs gets each run, in the log's order
  public static void read(Path log, Consumer<Run> runs) {
    LoggedRuns logged = new LoggedRuns(runs);
    LogSink sink =
        new LogSink() {
          @Override
          public void line(LogLine line) {
            logged.line(line);
          }

          @Override
          public void broken() {}
        };
    RecordedFile.opened(
        log,
        (in, head) -> {
          if (!RecordedFile.readLog(in, head, sink)) {
            throw Fault.of(TrafficError.RECORDING_INVALID, "not a csvlog or jsonlog: " + log)
                .hint(
                    "Name a file that the server wrote with log_destination = csvlog or jsonlog.");
          }
        });
  }

  private void line(LogLine line) {
    Optional<LoggedStatement> statement = LoggedStatement.of(line.message(), "");
    if (statement.isPresent()) {
      LoggedStatement logged = statement.get();
      if (logged.durationMicros() > 0) {
        begun.remove(line.session());
        add(line, logged.text(), logged.durationMicros());
      } else {
        begun.put(line.session(), logged.text());
      }
      return;
    }
    Matcher duration = DURATION.matcher(line.message());
    String text = duration.matches() ? begun.remove(line.session()) : null;
    if (text != null) {
      add(
          line,
          text,
          Long.parseLong(duration.group(1)) * MICROS + Long.parseLong(duration.group(2)));
    }
  }

  private void add(LogLine line, String text, long micros) {
    runs.accept(
        new Run(
            text,
            line.database(),
            Duration.of(Math.max(1, micros), ChronoUnit.MICROS),
            LogTime.moment(line.time())));
  }
}
