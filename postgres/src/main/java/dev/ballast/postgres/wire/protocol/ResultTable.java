package dev.ballast.postgres.wire.protocol;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The rows of one result set, in the text format. For one thread.
public final class ResultTable {
  /// `MaxTupleAttributeNumber` in PostgreSQL's `htup_details.h`.
  private static final int COLUMNS_LIMIT = 1664;

  /// What follows a column's name in its description.
  private static final int BEHIND_NAME = 4 + 2 + 4 + 2 + 4 + 2;

  private final int columns;
  private final Payload descriptions;
  private final List<Row> rows = new ArrayList<>();

  private ResultTable(int columns, Payload descriptions) {
    this.columns = columns;
    this.descriptions = descriptions;
  }

  public static ResultTable describedBy(Payload rowDescription) {
    int columns = rowDescription.int16();
    if (columns > COLUMNS_LIMIT) {
      throw ConnectionLoss.violation("a result set claims " + columns + " columns");
    }
    return new ResultTable(columns, rowDescription);
  }

  /// The columns' names; once.
  public List<String> names() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      names.add(descriptions.cstring());
      descriptions.take(BEHIND_NAME);
    }
    return names;
  }

  int size() {
    return rows.size();
  }

  public List<Row> rows() {
    return rows;
  }

  void add(Payload dataRow) {
    int count = dataRow.int16();
    if (count != columns) {
      throw ConnectionLoss.violation(
          "a row has " + count + " values where " + columns + " were announced");
    }
    List<Optional<byte[]>> values = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int length = dataRow.int32();
      values.add(length == -1 ? Optional.empty() : Optional.of(dataRow.take(length)));
    }
    rows.add(new Row(values));
  }

  public Row single() {
    if (rows.size() != 1) {
      throw ConnectionLoss.violation(
          "the server answered with " + rows.size() + " rows instead of one");
    }
    return rows.getFirst();
  }

  /// One row; a value that is missing, or not what it should be, is the server's violation.
  public static final class Row {
    private final List<Optional<byte[]>> values;

    private Row(List<Optional<byte[]>> values) {
      this.values = values;
    }

    public Optional<byte[]> bytes(int column) {
      if (column >= values.size()) {
        throw ConnectionLoss.violation(
            "a result set has "
                + values.size()
                + " columns, column "
                + (column + 1)
                + " is needed");
      }
      return values.get(column);
    }

    public Optional<String> textOrEmpty(int column) {
      return bytes(column).map(b -> new String(b, StandardCharsets.UTF_8));
    }

    public String text(int column) {
      return textOrEmpty(column)
          .orElseThrow(() -> ConnectionLoss.violation("column " + (column + 1) + " is null"));
    }

    public Lsn lsn(int column) {
      return lsn(text(column));
    }

    public Optional<Lsn> lsnOrEmpty(int column) {
      return textOrEmpty(column).map(Row::lsn);
    }

    public TimelineId timeline(int column) {
      return timeline(text(column));
    }

    public Optional<TimelineId> timelineOrEmpty(int column) {
      return textOrEmpty(column).map(Row::timeline);
    }

    public Optional<Long> numberOrEmpty(int column) {
      return textOrEmpty(column).map(Row::number);
    }

    private static Lsn lsn(String text) {
      try {
        return Lsn.parse(text);
      } catch (IllegalArgumentException e) {
        throw malformed("an LSN", text).cause(e);
      }
    }

    private static TimelineId timeline(String text) {
      long number = number(text);
      if (number < 1 || number > Integer.MAX_VALUE) {
        throw malformed("a timeline", text);
      }
      return new TimelineId((int) number);
    }

    private static long number(String text) {
      try {
        return Long.parseLong(text);
      } catch (NumberFormatException e) {
        throw malformed("a number", text).cause(e);
      }
    }

    private static Fault malformed(String what, String text) {
      return ConnectionLoss.violation(
          "the server sent something that is not " + what + ": " + quote(text));
    }

    private static String quote(String text) {
      return "\"" + (text.length() > 64 ? text.substring(0, 64) + "..." : text) + "\"";
    }
  }
}
