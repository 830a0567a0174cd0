package dev.ballast.change.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/// Takes up a table from the answer of `COPY ... TO STDOUT` in text format, where a tab ends a
/// field and a line end a row, and nothing else does: in values both are escaped. For one thread.
final class CopiedContent implements Consumer<byte[]> {
  private static final int FIRST_SIZE = 8192;

  private final TableToRead table;
  private final long[] seeds;
  private final long[] columnSums;
  private final RowSketch sketch = new RowSketch();
  private byte[] line = new byte[FIRST_SIZE];
  private int length;
  private long rows;
  private long sum;
  private long otherSum;

  CopiedContent(TableToRead table) {
    this.table = table;
    this.seeds = table.columns().stream().mapToLong(FieldHash::of).toArray();
    this.columnSums = new long[seeds.length];
  }

  TableContent content() {
    List<ColumnSum> columns = new ArrayList<>();
    for (int i = 0; i < columnSums.length; i++) {
      columns.add(new ColumnSum(table.columns().get(i), columnSums[i]));
    }
    columns.sort(Comparator.comparing(ColumnSum::column));
    return new TableContent(
        table.name(), table.key(), columns, new TableContent.Sums(rows, sum, otherSum), sketch);
  }

  @Override
  public void accept(byte[] piece) {
    int from = 0;
    for (int at = 0; at < piece.length; at++) {
      if (piece[at] == '\n') {
        append(piece, from, at);
        row();
        length = 0;
        from = at + 1;
      }
    }
    append(piece, from, piece.length);
  }

  private void append(byte[] piece, int from, int to) {
    int wanted = Math.addExact(length, to - from);
    if (wanted > line.length) {
      line = Arrays.copyOf(line, Math.max(wanted, (int) Math.min(2L * line.length, LARGEST)));
    }
    System.arraycopy(piece, from, line, length, to - from);
    length = wanted;
  }

  /// What the virtual machine is sure to allocate. A row's text is under 1 GB on the server.
  private static final int LARGEST = Integer.MAX_VALUE - 8;

  /// Fields are added up, so that the order of columns does not count.
  private void row() {
    long one = 0;
    long other = 0;
    long key = 0;
    int keyEnd = table.key().isEmpty() ? length : 0;
    int start = 0;
    for (int column = 0; column < seeds.length; column++) {
      int end = start;
      while (end < length && line[end] != '\t') {
        end++;
      }
      long hash = FieldHash.of(line, start, end, seeds[column]);
      columnSums[column] += hash;
      one += hash;
      other += FieldHash.mix(hash);
      if (column < table.key().size()) {
        key += hash;
        keyEnd = end;
      }
      start = end + 1;
    }
    long row = FieldHash.mix(one);
    long otherRow = FieldHash.mix(other);
    rows++;
    sum += row;
    otherSum += otherRow;
    sketch.add(row, otherRow, table.key().isEmpty() ? row : key, line, keyEnd);
  }
}
