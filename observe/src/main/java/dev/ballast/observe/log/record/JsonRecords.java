package dev.ballast.observe.log.record;

import dev.ballast.observe.log.record.Draft.Part;
import java.util.function.Consumer;

/// Records of jsonlog, one per line.
final class JsonRecords implements RecordReader {
  private final LogTime time;
  private final Consumer<LogRecord> sink;
  private final Lines lines = new Lines(this::line);
  private long unreadable;

  JsonRecords(LogTime time, Consumer<LogRecord> sink) {
    this.time = time;
    this.sink = sink;
  }

  @Override
  public void feed(byte[] bytes, int length) {
    lines.feed(bytes, length);
  }

  @Override
  public void end() {
    lines.end();
  }

  @Override
  public long unfinished() {
    return lines.unfinished();
  }

  @Override
  public long unreadable() {
    return unreadable;
  }

  private void line(byte[] bytes, int from, int to, boolean cut, long size) {
    Draft draft = new Draft();
    FlatJson json = new FlatJson(ByteText.of(bytes, from, to));
    if (!json.read((key, value) -> field(draft, key, value), cut)) {
      unreadable++;
      return;
    }
    draft.cut = cut;
    sink.accept(draft.record());
  }

  private void field(Draft draft, String key, String value) {
    switch (key) {
      case "timestamp" -> draft.at = time.parse(value);
      case "user" -> draft.user(value);
      case "dbname" -> draft.database(value);
      case "pid" -> draft.pid(value);
      case "remote_host" -> draft.client(value);
      case "error_severity" -> draft.level = Words.level(value);
      case "state_code" -> draft.sqlState(value);
      case "message" -> draft.text(Part.MESSAGE, value);
      case "detail" -> draft.text(Part.DETAIL, value);
      case "hint" -> draft.text(Part.HINT, value);
      case "context" -> draft.text(Part.CONTEXT, value);
      case "statement" -> draft.text(Part.STATEMENT, value);
      case "application_name" -> draft.application(value);
      case "backend_type" -> draft.backendType(value);
      default -> {
        // Keys of newer majors and those that nothing here reads.
      }
    }
  }
}
