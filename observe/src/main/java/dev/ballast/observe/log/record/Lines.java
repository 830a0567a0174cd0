package dev.ballast.observe.log.record;

/// Lines of bytes that come in pieces. For one thread.
final class Lines {
  private final Sink sink;
  private final ByteStore held = new ByteStore();
  private long unfinished;

  Lines(Sink sink) {
    this.sink = sink;
  }

  /// Takes a line without its end.
  @FunctionalInterface
  interface Sink {
    /// One line.
    ///
    /// @param cut whether the line was longer
    /// @param size how many bytes it took in the log, with its end
    void line(byte[] bytes, int from, int to, boolean cut, long size);
  }

  void feed(byte[] bytes, int length) {
    int from = 0;
    for (int i = 0; i < length; i++) {
      if (bytes[i] == '\n') {
        unfinished += i + 1 - from;
        if (unfinished == i + 1 - from) {
          give(bytes, from, i, false);
        } else {
          held.add(bytes, from, i);
          give(held.bytes(), 0, held.length(), held.isCut());
          held.clear();
        }
        from = i + 1;
      }
    }
    if (from < length) {
      held.add(bytes, from, length);
      unfinished += length - from;
    }
  }

  void end() {
    if (unfinished > 0) {
      give(held.bytes(), 0, held.length(), held.isCut());
      held.clear();
    }
  }

  long unfinished() {
    return unfinished;
  }

  private void give(byte[] bytes, int from, int to, boolean cut) {
    long size = unfinished;
    unfinished = 0;
    int end = to > from && bytes[to - 1] == '\r' ? to - 1 : to;
    sink.line(bytes, from, end, cut || end - from > RecordReader.GREATEST_MESSAGE, size);
  }
}
