package dev.ballast.change.state;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/// So much of a table's rows that the difference of two sketches gives back the rows in which the
/// tables differ, if these are few, and a sample of them, if they are many: however large the
/// table, less than a megabyte. For one thread.
///
/// It is an invertible Bloom lookup table with a strata estimator. Each row goes to four cells of
/// one stratum: half of the keys to the first, a quarter to the second, and so on. A cell holds a
/// count and the exclusive or of hashes and key, so that what both tables have cancels out. A cell
/// of a single row gives it back, which is then taken out of its other cells. Two versions of
/// one row have the same key, and so the same stratum.
final class RowSketch {
  /// Bytes of a key that are kept; the last is its length.
  private static final int KEY = 48;

  private static final int KEY_WORDS = KEY / Long.BYTES;
  private static final int CUT_OFF = 0xff;

  private static final int COUNT = 0;
  private static final int ROW = 1;
  private static final int OTHER = 2;
  private static final int CHECK = 3;
  private static final int KEY_HASH = 4;
  private static final int KEY_TEXT = 5;
  private static final int CELL = KEY_TEXT + KEY_WORDS;

  private static final int PARTS = 4;
  private static final int STRATA = 40;

  /// Only a table of many rows reaches the upper strata, and only these are a sample.
  private static final int LARGER_FROM = 10;

  private final List<long[]> strata = new ArrayList<>();
  private final byte[] keyBytes = new byte[KEY];
  private final long[] keyWords = new long[KEY_WORDS];

  /// Adds a row.
  ///
  /// @param row a hash of it, and `other` a second one
  void add(long row, long other, long keyHash, byte[] line, int keyEnd) {
    int length = Math.min(keyEnd, KEY - 1);
    Arrays.fill(keyBytes, (byte) 0);
    System.arraycopy(line, 0, keyBytes, 0, length);
    keyBytes[KEY - 1] = (byte) (keyEnd > length ? CUT_OFF : length);
    ByteBuffer.wrap(keyBytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(keyWords);
    int stratum = Math.min(Long.numberOfTrailingZeros(FieldHash.mix(keyHash)), STRATA - 1);
    long[] cells = stratum(stratum);
    long check = check(row, other);
    for (int part = 0; part < PARTS; part++) {
      int at = cell(cells, row, part);
      cells[at + COUNT]++;
      cells[at + ROW] ^= row;
      cells[at + OTHER] ^= other;
      cells[at + CHECK] ^= check;
      cells[at + KEY_HASH] ^= keyHash;
      for (int i = 0; i < KEY_WORDS; i++) {
        cells[at + KEY_TEXT + i] ^= keyWords[i];
      }
    }
  }

  private long[] stratum(int index) {
    while (strata.size() <= index) {
      int width = strata.size() < LARGER_FROM ? 16 : 32;
      strata.add(new long[PARTS * width * CELL]);
    }
    return strata.get(index);
  }

  private static int cell(long[] cells, long row, int part) {
    int width = cells.length / CELL / PARTS;
    int within = (int) (FieldHash.mix(row) >>> (8 * part)) & (width - 1);
    return (part * width + within) * CELL;
  }

  private static long check(long row, long other) {
    return FieldHash.mix(row + Long.rotateLeft(other, 32));
  }

  /// The rows that only one of two tables has.
  ///
  /// @param rows all of them, or those of a sample
  /// @param factor how many rows there are for each that was found; 1 where they are all
  /// @param isKnown false where not even a sample was found
  record Decoded(List<SketchedRow> rows, long factor, boolean isKnown) {
    Decoded {
      rows = List.copyOf(rows);
    }
  }

  /// What this one has and `after` has not, and the other way round.
  Decoded minus(RowSketch after, Charset encoding) {
    List<SketchedRow> found = new ArrayList<>();
    int levels = Math.max(strata.size(), after.strata.size());
    for (int level = levels - 1; level >= 0; level--) {
      List<SketchedRow> rows = new ArrayList<>();
      if (!decode(difference(stratum(level), after.stratum(level)), encoding, rows)) {
        return new Decoded(found, 1L << (level + 1), !found.isEmpty());
      }
      found.addAll(rows);
    }
    return new Decoded(found, 1, true);
  }

  private static long[] difference(long[] before, long[] after) {
    long[] cells = before.clone();
    for (int i = 0; i < cells.length; i++) {
      cells[i] = i % CELL == COUNT ? cells[i] - after[i] : cells[i] ^ after[i];
    }
    return cells;
  }

  /// Whether every row was found.
  private static boolean decode(long[] cells, Charset encoding, List<SketchedRow> rows) {
    Deque<Integer> open = new ArrayDeque<>();
    for (int at = 0; at < cells.length; at += CELL) {
      open.add(at);
    }
    while (!open.isEmpty()) {
      int at = open.poll();
      long count = cells[at + COUNT];
      if (Math.abs(count) != 1 || cells[at + CHECK] != check(cells[at + ROW], cells[at + OTHER])) {
        continue;
      }
      rows.add(new SketchedRow(cells[at + KEY_HASH], text(cells, at, encoding), count > 0));
      take(cells, at, open);
    }
    for (long each : cells) {
      if (each != 0) {
        return false;
      }
    }
    return true;
  }

  private static void take(long[] cells, int from, Deque<Integer> open) {
    long[] row = Arrays.copyOfRange(cells, from, from + CELL);
    for (int part = 0; part < PARTS; part++) {
      int at = cell(cells, row[ROW], part);
      cells[at + COUNT] -= row[COUNT];
      for (int i = ROW; i < CELL; i++) {
        cells[at + i] ^= row[i];
      }
      open.add(at);
    }
  }

  private static String text(long[] cells, int at, Charset encoding) {
    byte[] bytes = new byte[KEY];
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asLongBuffer()
        .put(cells, at + KEY_TEXT, KEY_WORDS);
    int length = bytes[KEY - 1] & 0xff;
    boolean cut = length == CUT_OFF;
    String key = new String(bytes, 0, Math.min(length, KEY - 1), encoding).replace("\t", ", ");
    return cut ? key + "..." : key;
  }
}
