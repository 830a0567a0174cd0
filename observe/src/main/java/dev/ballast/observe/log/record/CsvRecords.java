package dev.ballast.observe.log.record;

import dev.ballast.observe.log.record.Draft.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/// Records of csvlog. A record ends at a line's end outside of quotes. Where the quotes do not
/// match, as after a crash of the machine, reading starts over at the next line.
final class CsvRecords implements RecordReader {
  /// Up to `application_name`, which all majors have.
  private static final int LEAST_COLUMNS = 23;

  private static final byte[] LINE_END = {'\n'};

  private final LogTime time;
  private final Consumer<LogRecord> sink;
  private final ByteStore held = new ByteStore();
  private final List<String> columns = new ArrayList<>();
  private boolean quoted;
  private long unfinished;
  private long unreadable;

  CsvRecords(LogTime time, Consumer<LogRecord> sink) {
    this.time = time;
    this.sink = sink;
  }

  @Override
  public void feed(byte[] bytes, int length) {
    int from = 0;
    for (int i = 0; i < length; i++) {
      byte b = bytes[i];
      if (b == '"') {
        quoted = !quoted;
      } else if (b == '\n' && !quoted) {
        if (unfinished == 0) {
          carry(bytes, take(bytes, from, i, false), i);
        } else {
          held.add(bytes, from, i);
          int open = take(held.bytes(), 0, held.length(), held.isCut());
          byte[] all = Arrays.copyOf(held.bytes(), held.length());
          held.clear();
          unfinished = 0;
          carry(all, open, all.length);
        }
        from = i + 1;
      }
    }
    if (from < length) {
      held.add(bytes, from, length);
      unfinished += length - from;
    }
  }

  @Override
  public void end() {
    if (unfinished > 0) {
      take(held.bytes(), 0, held.length(), true);
      held.clear();
      unfinished = 0;
      quoted = false;
    }
  }

  @Override
  public long unfinished() {
    return unfinished;
  }

  @Override
  public long unreadable() {
    return unreadable;
  }

  /// What is the beginning of a record and not its end is kept for what follows.
  private void carry(byte[] bytes, int from, int to) {
    if (from < to) {
      held.add(bytes, from, to);
      held.add(LINE_END, 0, 1);
      unfinished = (long) to - from + 1;
      quoted = true;
    }
  }

  /// One record, or where it is none, its first line dropped and the rest tried line by line.
  /// Returns where a record begins that does not end here.
  private int take(byte[] bytes, int begin, int end, boolean cut) {
    int from = begin;
    while (from < end) {
      int to = recordEnd(bytes, from, end);
      if (to < 0 && from > begin && !cut) {
        return from;
      }
      to = to < 0 ? end : to;
      if (record(bytes, from, to, cut && to == end)) {
        from = to + 1;
      } else {
        unreadable++;
        from = lineEnd(bytes, from, end) + 1;
      }
    }
    return end;
  }

  /// Negative where it ends inside of quotes.
  private static int recordEnd(byte[] bytes, int from, int end) {
    boolean inside = false;
    for (int i = from; i < end; i++) {
      if (bytes[i] == '"') {
        inside = !inside;
      } else if (bytes[i] == '\n' && !inside) {
        return i;
      }
    }
    return inside ? -1 : end;
  }

  private static int lineEnd(byte[] bytes, int from, int end) {
    int i = from;
    while (i < end && bytes[i] != '\n') {
      i++;
    }
    return i;
  }

  private boolean record(byte[] bytes, int from, int to, boolean cut) {
    split(bytes, from, to);
    if (columns.size() < (cut ? 14 : LEAST_COLUMNS) || columns.get(0).length() < 20) {
      return false;
    }
    Draft draft = new Draft();
    draft.at = time.parse(columns.get(0));
    if (draft.at.isEmpty() && columns.get(0).charAt(10) != ' ') {
      return false;
    }
    draft.cut = cut;
    draft.user(columns.get(1));
    draft.database(columns.get(2));
    draft.pid(columns.get(3));
    draft.client(Words.host(columns.get(4)));
    draft.level = Words.level(columns.get(11));
    draft.sqlState(columns.get(12));
    draft.text(Part.MESSAGE, columns.get(13));
    text(draft, Part.DETAIL, 14);
    text(draft, Part.HINT, 15);
    text(draft, Part.CONTEXT, 18);
    text(draft, Part.STATEMENT, 19);
    if (columns.size() > 22) {
      draft.application(columns.get(22));
    }
    if (columns.size() > 23) {
      draft.backendType(columns.get(23));
    }
    sink.accept(draft.record());
    return true;
  }

  private void text(Draft draft, Part part, int column) {
    if (columns.size() > column) {
      draft.text(part, columns.get(column));
    }
  }

  private void split(byte[] bytes, int from, int to) {
    columns.clear();
    int at = from;
    while (at <= to) {
      if (at < to && bytes[at] == '"') {
        int close = closingQuote(bytes, at + 1, to);
        String text = ByteText.of(bytes, at + 1, close);
        columns.add(text.indexOf('"') < 0 ? text : text.replace("\"\"", "\""));
        at = comma(bytes, close, to) + 1;
      } else {
        int comma = comma(bytes, at, to);
        columns.add(comma == at ? "" : ByteText.of(bytes, at, comma));
        at = comma + 1;
      }
    }
  }

  private static int closingQuote(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to) {
      if (bytes[i] == '"') {
        if (i + 1 >= to || bytes[i + 1] != '"') {
          return i;
        }
        i++;
      }
      i++;
    }
    return to;
  }

  private static int comma(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && bytes[i] != ',') {
      i++;
    }
    return i;
  }
}
