package dev.ballast.postgres.wal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/// Writes a log by hand, byte for byte as a server does, so that single bytes can be made wrong.
final class WalBuilder {
  static final int SEGMENT = 1 << 20;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final long start;
  private final int magic;
  final List<Long> starts = new ArrayList<>();
  int timeline = 1;
  private long previous;

  WalBuilder(int major, long start) {
    this.start = start;
    this.magic = PageHeader.magicOf(major);
    this.previous = start - 100;
  }

  long position() {
    return start + out.size();
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  WalBuilder record(int manager, int info, int xid, byte[] payload) {
    if (position() % WalDecoder.PAGE_SIZE == 0) {
      page(0, 0);
    }
    starts.add(position());
    byte[] record = encode(manager, info, xid, payload);
    previous = starts.getLast();
    int at = 0;
    while (at < record.length) {
      if (position() % WalDecoder.PAGE_SIZE == 0) {
        page(PageHeader.CONTINUES, record.length - at);
      }
      int room = WalDecoder.PAGE_SIZE - (int) (position() % WalDecoder.PAGE_SIZE);
      int taken = Math.min(room, record.length - at);
      out.write(record, at, taken);
      at += taken;
    }
    zeroes((int) (-position() & 7));
    return this;
  }

  /// Only the first `kept` bytes of a record, as a crash leaves it; they must end at a page's end.
  WalBuilder cutOff(int kept) {
    byte[] record = encode(10, 0, 1, new byte[20000]);
    out.write(record, 0, kept);
    return this;
  }

  WalBuilder zeroes(int count) {
    out.write(new byte[count], 0, count);
    return this;
  }

  WalBuilder page(int flags, int remaining) {
    boolean first = position() % SEGMENT == 0;
    ByteBuffer header =
        ByteBuffer.allocate(first ? PageHeader.LONG_SIZE : PageHeader.SIZE)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putShort((short) magic)
            .putShort((short) (flags | (first ? PageHeader.LONG : 0)))
            .putInt(timeline)
            .putLong(position())
            .putInt(remaining)
            .putInt(0);
    if (first) {
      header.putLong(42).putInt(SEGMENT).putInt(WalDecoder.PAGE_SIZE);
    }
    out.write(header.array(), 0, header.capacity());
    return this;
  }

  private byte[] encode(int manager, int info, int xid, byte[] payload) {
    byte[] record =
        ByteBuffer.allocate(24 + payload.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(24 + payload.length)
            .putInt(xid)
            .putLong(previous)
            .put((byte) info)
            .put((byte) manager)
            .putShort((short) 0)
            .putInt(0)
            .put(payload)
            .array();
    CRC32C crc = new CRC32C();
    crc.update(record, 24, payload.length);
    crc.update(record, 0, 20);
    ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN).putInt(20, (int) crc.getValue());
    return record;
  }
}
