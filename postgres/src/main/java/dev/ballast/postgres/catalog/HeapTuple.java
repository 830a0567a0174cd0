package dev.ballast.postgres.catalog;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// One version of a row (access/htup_details.h). Does not change.
public final class HeapTuple {
  /// `SizeofHeapTupleHeader`: what comes before the bitmap of nulls.
  static final int HEADER = 23;

  private static final int INFOMASK_OFFSET = 20;
  private static final int DATA_OFFSET = 22;
  private static final int XMAX_OFFSET = 4;
  private static final int XMIN_COMMITTED = 0x0100;
  private static final int XMIN_INVALID = 0x0200;
  private static final int XMAX_INVALID = 0x0800;

  /// `NAMEDATALEN`, the only one that packagers ship.
  private static final int NAME_LENGTH = 64;

  private final int dataOffset;
  private final boolean stillborn;
  private final boolean replaced;
  private final byte[] tail;

  /// @param dataOffset where the columns begin, counted from the start of the version
  /// @param tail everything from the bitmap of nulls on
  HeapTuple(int dataOffset, boolean stillborn, boolean replaced, byte[] tail) {
    this.dataOffset = dataOffset;
    this.stillborn = stillborn;
    this.replaced = replaced;
    this.tail = tail;
  }

  /// A version on a page; null bytes are no version.
  static boolean fits(ByteBuffer page, int at, int length) {
    if (length < HEADER || at + length > page.limit()) {
      return false;
    }
    int data = Byte.toUnsignedInt(page.get(at + DATA_OFFSET));
    return data >= HEADER && data <= length;
  }

  static HeapTuple read(ByteBuffer page, int at, int length) {
    byte[] tail = new byte[length - HEADER];
    page.get(at + HEADER, tail);
    int mask = Short.toUnsignedInt(page.getShort(at + INFOMASK_OFFSET));
    int xmin = mask & (XMIN_COMMITTED | XMIN_INVALID);
    boolean replaced = (mask & XMAX_INVALID) == 0 && page.getInt(at + XMAX_OFFSET) != 0;
    return new HeapTuple(
        Byte.toUnsignedInt(page.get(at + DATA_OFFSET)), xmin == XMIN_INVALID, replaced, tail);
  }

  /// Whether the page says that the transaction that wrote the version was rolled back.
  public boolean isStillborn() {
    return stillborn;
  }

  /// Whether a transaction updated or deleted the version, committed or not.
  public boolean isReplaced() {
    return replaced;
  }

  int dataOffset() {
    return dataOffset;
  }

  /// Bytes of the columns.
  int size() {
    return HEADER + tail.length - dataOffset;
  }

  /// Bytes from `offset` on of the columns.
  ByteBuffer columns() {
    return ByteBuffer.wrap(tail, dataOffset - HEADER, size())
        .slice()
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  /// The same version with other columns, as an in-place update leaves it.
  HeapTuple withColumns(ByteBuffer columns) {
    byte[] changed = tail.clone();
    columns.get(0, changed, dataOffset - HEADER, Math.min(columns.remaining(), size()));
    return new HeapTuple(dataOffset, stillborn, replaced, changed);
  }

  /// The OID at an offset of the columns.
  long oid(int offset) {
    return Integer.toUnsignedLong(columns().getInt(offset));
  }

  /// The name at an offset of the columns. Names are in the encoding of their database, which for
  /// those of all databases is not known: bytes that are no UTF-8 are taken for Latin-1.
  String name(int offset) {
    ByteBuffer columns = columns();
    int length = 0;
    while (length < NAME_LENGTH && columns.get(offset + length) != 0) {
      length++;
    }
    ByteBuffer bytes = columns.slice(offset, length);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      Charset anyByte = StandardCharsets.ISO_8859_1;
      return anyByte.decode(columns.slice(offset, length)).toString();
    }
  }
}
