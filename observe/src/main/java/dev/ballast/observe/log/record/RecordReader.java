package dev.ballast.observe.log.record;

import java.util.function.Consumer;

/// Makes records of a log's bytes, in whatever pieces they come. What it holds is bounded, whatever
/// a line's length. For one thread.
public interface RecordReader {
  /// The most that is kept of one message, in bytes; the rest is dropped and the record says so.
  int GREATEST_MESSAGE = 1 << 20;

  /// Takes the next `length` bytes.
  void feed(byte[] bytes, int length);

  /// Nothing came for a while: a message whose lines have all ended is taken as complete.
  default void settle() {}

  /// No more bytes come: what is unfinished is taken as it is.
  void end();

  /// How many of the bytes that were fed belong to a message that may not be complete yet. Reading
  /// is resumed in front of them.
  long unfinished();

  /// Lines that are no part of a message, of other programs' output for example.
  long unreadable();

  /// A reader of this form.
  static RecordReader of(LogForm form, Consumer<LogRecord> sink) {
    return switch (form.format()) {
      case CSVLOG -> new CsvRecords(form.time(), sink);
      case JSONLOG -> new JsonRecords(form.time(), sink);
      case STDERR -> new StderrRecords(form, sink);
    };
  }
}
