package dev.ballast.protect.verify;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/// Damage of a page of an index, in the layouts of `src/include/access` and `contrib/bloom`. All
/// offsets count from the start of the page.
final class IndexPage {
  private static final int HEADER = 24;
  private static final int LOWER = 12;
  private static final int SPECIAL = 16;
  private static final int POINTER = 4;

  private IndexPage() {}

  /// A field of the area at the page's end, from its start.
  static int special(ByteBuffer page, int at) {
    return Short.toUnsignedInt(page.getShort(start(page) + at));
  }

  private static int start(ByteBuffer page) {
    return Short.toUnsignedInt(page.getShort(SPECIAL));
  }

  /// How many line pointers it has.
  static int items(ByteBuffer page) {
    return (Short.toUnsignedInt(page.getShort(LOWER)) - HEADER) / POINTER;
  }

  private static int pointer(int item) {
    return HEADER + POINTER * (item - 1);
  }

  /// Where the item begins.
  static int offset(ByteBuffer page, int item) {
    return page.getInt(pointer(item)) & 0x7FFF;
  }

  static int length(ByteBuffer page, int item) {
    return page.getInt(pointer(item)) >>> 17;
  }

  /// The item is gone, and those behind it move up.
  static Consumer<ByteBuffer> loses(Which which) {
    return page -> {
      int last = items(page);
      for (int item = which.of(page); item < last; item++) {
        page.putInt(pointer(item), page.getInt(pointer(item + 1)));
      }
      page.putShort(LOWER, (short) (HEADER + POINTER * (last - 1)));
    };
  }

  /// The item leads to another row of the table.
  ///
  /// @param at where in the item the row's address is
  static Consumer<ByteBuffer> leadsElsewhere(Which which, int at) {
    return page -> {
      int place = offset(page, which.of(page)) + at;
      page.putShort(place + 4, (short) (page.getShort(place + 4) ^ 1));
    };
  }

  /// A byte of the item's key is another, counted from its end.
  static Consumer<ByteBuffer> changesKey(Which which, int fromEnd) {
    return page -> {
      int item = which.of(page);
      int at = offset(page, item) + length(page, item) - fromEnd;
      page.put(at, (byte) (page.get(at) ^ 0x15));
    };
  }

  /// An item describes what another does.
  ///
  /// @param header bytes that each keeps
  static Consumer<ByteBuffer> describesAnother(Which which, Which other, int header) {
    return page -> {
      int to = offset(page, which.of(page));
      int from = offset(page, other.of(page));
      for (int i = header; i < length(page, which.of(page)); i++) {
        page.put(to + i, page.get(from + i));
      }
    };
  }

  /// Bytes are zero.
  static Consumer<ByteBuffer> empties(int from, int count) {
    return page -> {
      for (int i = 0; i < count; i++) {
        page.put(from + i, (byte) 0);
      }
    };
  }

  /// Two downlinks lead to each other's page.
  static Consumer<ByteBuffer> exchangesDownlinks() {
    return page -> {
      int one = offset(page, 1);
      int other = offset(page, 2);
      for (int i = 0; i < 4; i++) {
        byte kept = page.get(one + i);
        page.put(one + i, page.get(other + i));
        page.put(other + i, kept);
      }
    };
  }

  /// Some bits of a byte are flipped.
  static Consumer<ByteBuffer> flips(int at, int mask) {
    return page -> page.put(at, (byte) (page.get(at) ^ mask));
  }

  /// Which item of a page.
  enum Which {
    FIRST,
    MIDDLE,
    LAST;

    int of(ByteBuffer page) {
      int all = items(page);
      return switch (this) {
        case FIRST -> 1;
        case MIDDLE -> (all + 1) / 2;
        case LAST -> all;
      };
    }
  }
}
