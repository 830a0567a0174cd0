package dev.ballast.lab.traffic.recorded;

/// Takes what a reader of a log finds, in the log's order.
interface LogSink {
  void line(LogLine line);

  /// A line breaks off or is none.
  void broken();
}
