package dev.ballast.lab.traffic.recorded;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads a csvlog. See "Using CSV-Format Log Output" in the manual. For one text and one thread.
final class CsvLog {
  private static final int TIME = 0;
  private static final int DATABASE = 2;
  private static final int SESSION = 5;
  private static final int MESSAGE = 13;
  private static final int DETAIL = 14;

  /// The columns of PostgreSQL 12 and earlier, which all later ones begin with.
  private static final int FEWEST_COLUMNS = 23;

  private static final int END = -1;

  private final Reader text;
  private int next;

  private CsvLog(Reader text) throws IOException {
    this.text = text;
    this.next = text.read();
  }

  /// Hands all lines over.
  static void read(Reader text, LogSink sink) throws IOException {
    CsvLog log = new CsvLog(text);
    List<String> line = log.line();
    while (!line.isEmpty()) {
      if (line.size() >= FEWEST_COLUMNS) {
        take(line, sink);
      } else {
        sink.broken();
      }
      line = log.line();
    }
  }

  private static void take(List<String> line, LogSink sink) {
    sink.line(
        new LogLine(
            line.get(TIME),
            line.get(DATABASE),
            line.get(SESSION),
            line.get(MESSAGE),
            line.get(DETAIL)));
  }

  /// The columns of the next line; none at the end.
  private List<String> line() throws IOException {
    List<String> columns = new ArrayList<>();
    if (next == END) {
      return columns;
    }
    boolean more = true;
    while (more) {
      columns.add(next == '"' ? quoted() : plain());
      more = next == ',';
      if (next != END) {
        next = text.read();
      }
    }
    return columns;
  }

  private String plain() throws IOException {
    StringBuilder column = new StringBuilder();
    while (next != ',' && next != '\n' && next != END) {
      column.append((char) next);
      next = text.read();
    }
    return column.toString();
  }

  private String quoted() throws IOException {
    StringBuilder column = new StringBuilder();
    next = text.read();
    while (next != END) {
      if (next == '"') {
        next = text.read();
        if (next != '"') {
          break;
        }
      }
      column.append((char) next);
      next = text.read();
    }
    return column.toString();
  }

  /// Whether a file may be one: it begins with a time.
  static boolean mayBe(String beginning) {
    int comma = beginning.indexOf(',');
    Optional<Long> time =
        comma < 0 ? Optional.empty() : LogTime.micros(beginning.substring(0, comma));
    return time.isPresent();
  }
}
