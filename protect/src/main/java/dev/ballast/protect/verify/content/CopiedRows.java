package dev.ballast.protect.verify.content;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.function.Consumer;

/// Digests a table from the answer of `COPY ... TO STDOUT` in text format, in the encoding of the
/// server: makes of each line the text that `record_out` makes of the row (`rowtypes.c`), and
/// hashes that. So the digest is the one the server computes, with none of the server's planner.
/// For one thread.
///
/// COPY prints each value by its type's output function, a null as `\N`, and escapes backslashes,
/// line ends and tabs (`CopyAttributeOutText` in `copyto.c`). `record_out` prints by the same
/// functions, a null as nothing, and puts in quotes what is empty or holds white space, commas,
/// parentheses, quotes or backslashes.
final class CopiedRows implements Consumer<byte[]> {
  /// Rows whose hashes two sums of 32-bit halves hold without overflow.
  private static final long FLUSH = 1L << 30;

  private static final int FIRST_SIZE = 8192;

  private static final boolean[] QUOTED = new boolean[256];

  static {
    for (char each : "\"\\(), \t\n\u000b\f\r".toCharArray()) {
      QUOTED[each] = true;
    }
  }

  private final boolean noColumns;
  private byte[] line = new byte[FIRST_SIZE];
  private int length;
  private int fieldStart;
  private int doubled;
  private boolean quoted;
  private boolean escaped;
  private boolean isNull;

  private final Halves a = new Halves();
  private final Halves b = new Halves();
  private long pending;
  private DigestSums flushed = DigestSums.NONE;

  /// @param columns of the table; a table of none has empty lines, as one of a column with an empty
  ///     text has
  CopiedRows(long columns) {
    noColumns = columns == 0;
    beginRow();
  }

  DigestSums sums() {
    flush();
    return flushed;
  }

  @Override
  public void accept(byte[] piece) {
    ensure(piece.length + 1);
    for (byte each : piece) {
      if (escaped) {
        escaped = false;
        unescape(each);
      } else if (each == '\\') {
        escaped = true;
      } else if (each == '\t') {
        endField();
        append((byte) ',');
        beginField();
      } else if (each == '\n') {
        endRow();
      } else {
        value(each);
      }
    }
  }

  private void unescape(byte letter) {
    switch (letter) {
      case 'N' -> isNull = true;
      case 'b' -> value((byte) '\b');
      case 'f' -> value((byte) '\f');
      case 'n' -> value((byte) '\n');
      case 'r' -> value((byte) '\r');
      case 't' -> value((byte) '\t');
      case 'v' -> value((byte) 0x0b);
      default -> value(letter);
    }
  }

  private void value(byte each) {
    if (QUOTED[each & 0xff]) {
      quoted = true;
      if (each == '"' || each == '\\') {
        doubled++;
      }
    }
    append(each);
  }

  private void append(byte each) {
    if (length == line.length) {
      ensure(1);
    }
    line[length++] = each;
  }

  private void ensure(int more) {
    if (line.length - length < more) {
      int wanted = Math.addExact(length, more);
      line = Arrays.copyOf(line, Math.max(wanted, (int) Math.min(2L * line.length, LARGEST)));
    }
  }

  /// What the virtual machine is sure to allocate. A row's text is under 1 GB on the server.
  private static final int LARGEST = Integer.MAX_VALUE - 8;

  private void beginRow() {
    length = 0;
    append((byte) '(');
    beginField();
  }

  private void beginField() {
    fieldStart = length;
    doubled = 0;
    quoted = false;
    isNull = false;
  }

  private void endField() {
    if (isNull || noColumns) {
      return;
    }
    if (quoted || length == fieldStart) {
      quote();
    }
  }

  /// Moves the field to the right, from its end, and doubles on the way.
  private void quote() {
    ensure(doubled + 2);
    int from = length - 1;
    int to = length + doubled + 1;
    length = to + 1;
    line[to--] = '"';
    while (from >= fieldStart) {
      byte each = line[from--];
      line[to--] = each;
      if (each == '"' || each == '\\') {
        line[to--] = each;
      }
    }
    line[to] = '"';
  }

  private void endRow() {
    endField();
    append((byte) ')');
    RowHash.Pair hashes = RowHash.of(line, length, DigestSums.SEED_A, DigestSums.SEED_B);
    a.add(hashes.one());
    b.add(hashes.other());
    if (++pending == FLUSH) {
      flush();
    }
    beginRow();
  }

  private void flush() {
    flushed = flushed.plus(new DigestSums(pending, a.take(), b.take()));
    pending = 0;
  }

  /// The sum of signed 64-bit hashes, kept as two sums of their halves.
  private static final class Halves {
    private long upper;
    private long lower;

    void add(long hash) {
      upper += hash >> 32;
      lower += hash & 0xffffffffL;
    }

    BigInteger take() {
      BigInteger sum = BigInteger.valueOf(upper).shiftLeft(32).add(BigInteger.valueOf(lower));
      upper = 0;
      lower = 0;
      return sum;
    }
  }
}
