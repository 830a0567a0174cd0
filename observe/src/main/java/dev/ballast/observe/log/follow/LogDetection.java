package dev.ballast.observe.log.follow;

import dev.ballast.evidence.Fault;
import dev.ballast.observe.ObserveError;
import dev.ballast.observe.log.record.LinePrefix;
import dev.ballast.observe.log.record.LogForm;
import dev.ballast.observe.log.record.LogFormat;
import dev.ballast.observe.log.record.LogRecord;
import dev.ballast.observe.log.record.RecordReader;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// Finds out how a log is to be read, by what is known and else by trying its first bytes.
///
/// @param format if it is known
/// @param prefix if it is known
/// @param zone if it is known
public record LogDetection(
    Optional<LogFormat> format, Optional<LinePrefix> prefix, Optional<ZoneId> zone) {
  /// So many bytes at the beginning are tried.
  public static final int TRIED_BYTES = 1 << 16;

  /// What servers, packages and cloud providers set.
  private static final List<String> USUAL =
      List.of(
          "%m [%p] ",
          "%m [%p] %q%u@%d ",
          "%t [%p]: ",
          "%t [%p] %q%u@%d ",
          "%t [%p]: user=%u,db=%d,app=%a,client=%h ",
          "%t [%p]: [%l-1] user=%u,db=%d,app=%a,client=%h ",
          "%t [%p]: [%l-1] user=%u,db=%d ",
          "%t:%r:%u@%d:[%p]:",
          "%m [%p] %q[user=%u,db=%d,app=%a] ",
          "%m [%p]: [%l-1] db=%d,user=%u ",
          "%m [%p]: [%l-1] db=%d,user=%u,app=%a,client=%h ",
          "%t [%p-%l] %q%u@%d ",
          "%t-%c-",
          "%t ",
          "%m ",
          "");

  public static final LogDetection NOTHING_KNOWN =
      new LogDetection(Optional.empty(), Optional.empty(), Optional.empty());

  /// The form that a log begins with.
  ///
  /// @param beginning of the log; an empty log is read as whatever is known
  public LogForm of(byte[] beginning, int length) {
    LogFormat found = format.orElseGet(() -> formatOf(beginning, length));
    if (found != LogFormat.STDERR) {
      return new LogForm(found, List.of(), zone);
    }
    return LogForm.stderr(prefix.orElseGet(() -> prefixOf(beginning, length)), zone);
  }

  private LogFormat formatOf(byte[] beginning, int length) {
    for (LogFormat candidate : List.of(LogFormat.JSONLOG, LogFormat.CSVLOG)) {
      if (records(LogForm.of(candidate), beginning, length) > 0) {
        return candidate;
      }
    }
    return LogFormat.STDERR;
  }

  /// The one that most lines have; of several the one that says most.
  private static LinePrefix prefixOf(byte[] beginning, int length) {
    LinePrefix best = LinePrefix.DEFAULT;
    int most = 0;
    for (String setting : USUAL) {
      LinePrefix candidate = new LinePrefix(setting);
      int records =
          records(
              new LogForm(LogFormat.STDERR, List.of(candidate), Optional.empty()),
              beginning,
              length);
      if (records > most) {
        most = records;
        best = candidate;
      }
    }
    if (most == 0 && length > 0) {
      throw Fault.of(ObserveError.LOG_FORM_UNKNOWN, "the log has no form that is known")
          .detail("it is neither csvlog nor jsonlog, and its lines begin as no usual prefix does")
          .hint("Name the server's log_line_prefix with --prefix, or prefix in the configuration.");
    }
    return best;
  }

  private static int records(LogForm form, byte[] beginning, int length) {
    AtomicInteger records = new AtomicInteger();
    RecordReader reader = RecordReader.of(form, (LogRecord each) -> records.incrementAndGet());
    reader.feed(beginning, length);
    reader.end();
    return records.get();
  }
}
