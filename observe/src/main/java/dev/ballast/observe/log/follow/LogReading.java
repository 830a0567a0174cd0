package dev.ballast.observe.log.follow;

import dev.ballast.evidence.CommonError;
import dev.ballast.observe.log.event.Classifier;
import dev.ballast.observe.log.event.LogClass;
import dev.ballast.observe.log.event.LogEvent;
import dev.ballast.observe.log.event.MessageCatalogue;
import dev.ballast.observe.log.record.LogForm;
import dev.ballast.observe.log.record.LogRecord;
import dev.ballast.observe.log.record.RecordReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/// Reads logs from beginning to end and classifies what they hold. Its memory does not grow with
/// them. For one thread.
public final class LogReading {
  private static final int CHUNK = 1 << 18;

  private final LogDetection detection;
  private final Consumer<LogEvent> sink;
  private final Classifier classifier = new Classifier(MessageCatalogue.known());
  private final LogTotals totals = new LogTotals();
  private long bytes;
  private long unreadable;

  /// @param sink takes the events; what is no event is only counted
  public LogReading(LogDetection detection, Consumer<LogEvent> sink) {
    this.detection = detection;
    this.sink = sink;
  }

  /// Reads one file or stream to its end. Throws `log-form-unknown` where nothing says how.
  public void read(InputStream log) throws IOException {
    byte[] chunk = new byte[CHUNK];
    int length = log.readNBytes(chunk, 0, CHUNK);
    LogForm form = detection.of(chunk, Math.min(length, LogDetection.TRIED_BYTES));
    RecordReader reader = RecordReader.of(form, this::take);
    while (length > 0) {
      if (Thread.currentThread().isInterrupted()) {
        throw CommonError.interrupted("reading a log");
      }
      reader.feed(chunk, length);
      bytes += length;
      length = log.read(chunk);
    }
    reader.end();
    unreadable += reader.unreadable();
  }

  private void take(LogRecord log) {
    LogEvent event = classifier.classify(log);
    LogClass type = event.type();
    totals.add(type);
    if (type == LogClass.UNCLASSIFIED) {}
    if (type.isEvent()) {
      sink.accept(event);
    }
  }

  public LogTotals totals() {
    return totals;
  }

  public long bytes() {
    return bytes;
  }

  /// Lines that are no part of a message.
  public long unreadable() {
    return unreadable;
  }
}
