package dev.ballast.postgres.wal;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;
import dev.ballast.postgres.WalSegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/// Decodes the write-ahead log as it arrives, with the checks recovery makes (xlogreader.c): page
/// headers, continuation of records over pages, the chain of back-links, and each record's CRC. For
/// one thread at a time.
///
/// No bytes, however damaged, make it throw: it ends in a [WalStatus.Ended]. It holds at most the
/// record that it reads, and that only where its content is wanted or it is a `COMMIT PREPARED`.
public final class WalDecoder {
  /// Bytes in a WAL page; the only `XLOG_BLCKSZ` that packagers ship.
  public static final int PAGE_SIZE = 8192;

  /// The largest record that is held: room for a commit of millions of subtransactions.
  static final int MAX_HELD_BYTES = 64 << 20;

  private static final int HEADER_SIZE = 24;
  private static final int CRC_OFFSET = 20;
  private static final int ALIGNMENT = 8;

  /// `XLogRecordMaxSize` (access/xlogrecord.h, from 16): 1020 MB.
  private static final int MAX_RECORD = 1020 << 20;

  private static final int LAST_BUILT_IN_MANAGER = 21;
  private static final int FIRST_CUSTOM_MANAGER = 128;
  private static final int XLOG_MANAGER = 0;
  private static final int SWITCH = 0x40;
  private static final int INFO_MASK = 0xF0;

  private enum Expect {
    PAGE_HEADER,
    RECORD_HEADER,
    PAYLOAD,
    PADDING,
    /// The tail of a record that started before this decoder did.
    FOREIGN_TAIL,
    /// What a switch record leaves empty, up to the next segment.
    SWITCHED
  }

  private final int major;
  private final int magic;
  private final int segmentSize;
  private final TimelineId timeline;
  private final Consumer<WalRecord> records;

  private final byte[] pageHeader = new byte[PageHeader.LONG_SIZE];
  private int pageHeaderHave;
  private int pageHeaderNeed;

  private final byte[] header = new byte[HEADER_SIZE];
  private int headerHave;
  private long recordStart;
  private int payloadLeft;
  private final CRC32C crc = new CRC32C();
  private byte[] held = new byte[PAGE_SIZE];
  private int heldLength;
  private boolean holds;
  private Optional<Consumer<RecordContent>> contents = Optional.empty();
  private final RecordContent content;

  private Expect expect;
  private Expect afterPageHeader;
  private long skipLeft;
  private long position;
  private long previous = -1;
  private int lastTimeline;
  private WalStatus status;

  /// Starts at `start`, which is where a record starts or a page does.
  ///
  /// @param timeline the newest timeline; pages of its ancestors are taken where they come first
  /// @param records receives every valid record in order, on the feeding thread
  public WalDecoder(
      int major, int segmentSize, TimelineId timeline, Lsn start, Consumer<WalRecord> records) {
    this.major = major;
    this.magic = PageHeader.magicOf(major);
    this.segmentSize = WalSegment.containing(timeline, start, segmentSize).size();
    this.timeline = requireNonNull(timeline, "timeline is null");
    this.records = requireNonNull(records, "records is null");
    this.content = new RecordContent(major);
    if (start.value() % ALIGNMENT != 0) {
      throw new IllegalArgumentException("no record can start at " + start);
    }
    this.position = start.value();
    this.status = new WalStatus.Reading(start);
    this.afterPageHeader = Expect.RECORD_HEADER;
    this.expect = Expect.RECORD_HEADER;
  }

  public WalStatus status() {
    return status;
  }

  /// Also hands on what each record holds, before the record itself. To be called before the first
  /// byte.
  public WalDecoder withContents(Consumer<RecordContent> reader) {
    contents = Optional.of(reader);
    return this;
  }

  /// Takes the next bytes of the log; they follow immediately what was fed before.
  public WalStatus feed(byte[] bytes, int offset, int length) {
    int at = offset;
    int end = offset + length;
    while (at < end && status instanceof WalStatus.Reading) {
      if (isMultiple(position, PAGE_SIZE) && expect != Expect.SWITCHED) {
        beginPage();
      }
      int room = expect == Expect.PAGE_HEADER ? PageHeader.LONG_SIZE : leftInPage();
      int taken = step(bytes, at, Math.min(end - at, room));
      at += taken;
      position += taken;
      settle();
    }
    return status;
  }

  private int leftInPage() {
    return PAGE_SIZE - (int) (position & (PAGE_SIZE - 1));
  }

  /// Positions are unsigned, and both sizes powers of two.
  private static boolean isMultiple(long position, int size) {
    return (position & (size - 1)) == 0;
  }

  private void beginPage() {
    if (expect != Expect.PAGE_HEADER) {
      afterPageHeader = expect;
      expect = Expect.PAGE_HEADER;
      pageHeaderHave = 0;
      pageHeaderNeed = isMultiple(position, segmentSize) ? PageHeader.LONG_SIZE : PageHeader.SIZE;
    }
  }

  /// Consumes up to `available` bytes, at least one, and returns how many.
  private int step(byte[] bytes, int at, int available) {
    return switch (expect) {
      case PAGE_HEADER -> {
        int taken = Math.min(available, pageHeaderNeed - pageHeaderHave);
        System.arraycopy(bytes, at, pageHeader, pageHeaderHave, taken);
        pageHeaderHave += taken;
        yield taken;
      }
      case RECORD_HEADER -> {
        if (headerHave == 0) {
          recordStart = position;
        }
        int taken = Math.min(available, HEADER_SIZE - headerHave);
        System.arraycopy(bytes, at, header, headerHave, taken);
        headerHave += taken;
        yield taken;
      }
      case PAYLOAD -> {
        int taken = Math.min(available, payloadLeft);
        crc.update(bytes, at, taken);
        if (holds) {
          hold(bytes, at, taken);
        }
        payloadLeft -= taken;
        yield taken;
      }
      case PADDING, FOREIGN_TAIL, SWITCHED -> {
        int taken = (int) Math.min(available, skipLeft);
        skipLeft -= taken;
        yield taken;
      }
    };
  }

  /// Moves on wherever the part being read is complete.
  private void settle() {
    switch (expect) {
      case PAGE_HEADER -> {
        if (pageHeaderHave == pageHeaderNeed) {
          enterPage();
        }
      }
      case RECORD_HEADER -> {
        if (headerHave == HEADER_SIZE) {
          enterRecord();
        } else if (headerHave >= Integer.BYTES) {
          checkLength();
        }
      }
      case PAYLOAD -> {
        if (payloadLeft == 0) {
          finishRecord();
        }
      }
      case FOREIGN_TAIL -> {
        if (skipLeft == 0) {
          skipLeft = padded(position) - position;
          expect = skipLeft == 0 ? Expect.RECORD_HEADER : Expect.PADDING;
          reached(padded(position));
        }
      }
      case PADDING, SWITCHED -> {
        if (skipLeft == 0) {
          expect = Expect.RECORD_HEADER;
        }
      }
    }
  }

  private static long padded(long at) {
    return (at + ALIGNMENT - 1) & -ALIGNMENT;
  }

  private void enterPage() {
    long pageStart = position - pageHeaderNeed;
    PageHeader page = PageHeader.parse(pageHeader);
    expect = afterPageHeader;
    if (!acceptable(page, pageStart)) {
      return;
    }
    lastTimeline = page.timeline();
    boolean midRecord =
        expect == Expect.PAYLOAD || (expect == Expect.RECORD_HEADER && headerHave > 0);
    if (midRecord && page.has(PageHeader.OVERWRITES)) {
      headerHave = 0;
      expect = Expect.RECORD_HEADER;
    } else if (midRecord || expect == Expect.FOREIGN_TAIL) {
      long due =
          expect == Expect.FOREIGN_TAIL
              ? skipLeft
              : expect == Expect.PAYLOAD ? payloadLeft : recordLength() - (long) headerHave;
      if (!page.has(PageHeader.CONTINUES) || page.remaining() != due) {
        end(
            pageStart,
            WalDefect.CONTINUATION,
            "page continues %d bytes, the record misses %d"
                .formatted(page.has(PageHeader.CONTINUES) ? page.remaining() : 0, due));
      }
    } else if (page.has(PageHeader.CONTINUES)) {
      if (previous != -1 || page.remaining() <= 0) {
        end(pageStart, WalDefect.CONTINUATION, "page continues a record that does not exist");
        return;
      }
      skipLeft = page.remaining();
      expect = Expect.FOREIGN_TAIL;
    }
  }

  private boolean acceptable(PageHeader page, long pageStart) {
    boolean first = isMultiple(pageStart, segmentSize);
    if (page.magic() != magic) {
      boolean blank = page.magic() == 0 && page.flags() == 0 && page.address() == 0;
      end(
          pageStart,
          blank ? WalDefect.ZEROES : WalDefect.PAGE_MAGIC,
          "page magic is %04X, %d writes %04X".formatted(page.magic(), major, magic));
    } else if (page.hasUnknownFlags() || page.has(PageHeader.LONG) != first) {
      end(pageStart, WalDefect.PAGE_FLAGS, "page flags are %04X".formatted(page.flags()));
    } else if (page.address() != pageStart) {
      end(pageStart, WalDefect.PAGE_ADDRESS, "the page was written for " + new Lsn(page.address()));
    } else if (page.timeline() < Math.max(lastTimeline, 1) || page.timeline() > timeline.value()) {
      end(
          pageStart,
          WalDefect.TIMELINE,
          "timeline %d after %d".formatted(page.timeline(), lastTimeline));
    } else if (first && !sizesFit()) {
      end(pageStart, WalDefect.SEGMENT_SIZE, "the segment names other sizes");
    }
    return status instanceof WalStatus.Reading;
  }

  private boolean sizesFit() {
    ByteBuffer in = ByteBuffer.wrap(pageHeader).order(ByteOrder.LITTLE_ENDIAN);
    return in.getInt(32) == segmentSize && in.getInt(36) == PAGE_SIZE;
  }

  private ByteBuffer recordHeader() {
    return ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
  }

  private int recordLength() {
    return recordHeader().getInt(0);
  }

  private boolean checkLength() {
    int length = recordLength();
    if (length == 0) {
      end(recordStart, WalDefect.ZEROES, "no record starts here");
    } else if (length < HEADER_SIZE || length > MAX_RECORD) {
      end(recordStart, WalDefect.RECORD_LENGTH, "a record of %d bytes".formatted(length));
    }
    return status instanceof WalStatus.Reading;
  }

  private void enterRecord() {
    if (!checkLength()) {
      return;
    }
    long back = recordHeader().getLong(8);
    int manager = Byte.toUnsignedInt(header[17]);
    int info = Byte.toUnsignedInt(header[16]);
    boolean chained =
        previous == -1 ? Long.compareUnsigned(back, recordStart) < 0 : back == previous;
    if (!chained) {
      end(
          recordStart,
          WalDefect.RECORD_CHAIN,
          "it names %s as the record before".formatted(new Lsn(back)));
    } else if (manager > LAST_BUILT_IN_MANAGER && (major < 15 || manager < FIRST_CUSTOM_MANAGER)) {
      end(recordStart, WalDefect.RESOURCE_MANAGER, "resource manager %d".formatted(manager));
    } else {
      payloadLeft = recordLength() - HEADER_SIZE;
      crc.reset();
      heldLength = 0;
      holds =
          (contents.isPresent() || CommitPayload.isCommitPrepared(manager, info))
              && payloadLeft <= MAX_HELD_BYTES;
      expect = Expect.PAYLOAD;
      if (payloadLeft == 0) {
        finishRecord();
      }
    }
  }

  private void finishRecord() {
    crc.update(header, 0, CRC_OFFSET);
    if ((int) crc.getValue() != recordHeader().getInt(CRC_OFFSET)) {
      end(recordStart, WalDefect.RECORD_CRC, "the record's checksum does not match");
      return;
    }
    int info = Byte.toUnsignedInt(header[16]);
    int manager = Byte.toUnsignedInt(header[17]);
    long xid = Integer.toUnsignedLong(recordHeader().getInt(4));
    long committed = CommitPayload.isCommit(manager, info) ? xid : 0;
    if (CommitPayload.isCommitPrepared(manager, info)) {
      OptionalLong prepared =
          CommitPayload.preparedXid(ByteBuffer.wrap(held, 0, heldLength), info, major);
      if (prepared.isEmpty()) {
        end(recordStart, WalDefect.COMMIT_SHAPE, "a prepared commit names no transaction");
        return;
      }
      committed = prepared.getAsLong();
    }
    boolean switches = manager == XLOG_MANAGER && (info & INFO_MASK) == SWITCH;
    long end = switches ? (position + segmentSize - 1) & -segmentSize : padded(position);
    previous = recordStart;
    headerHave = 0;
    skipLeft = end - position;
    expect = skipLeft == 0 ? Expect.RECORD_HEADER : switches ? Expect.SWITCHED : Expect.PADDING;
    WalRecord record =
        new WalRecord(new Lsn(recordStart), new Lsn(end), manager, info, xid, committed);
    if (contents.isPresent()) {
      content.take(record, held, heldLength, holds);
      contents.get().accept(content);
    }
    records.accept(record);
    reached(end);
  }

  private void hold(byte[] bytes, int at, int count) {
    if (held.length - heldLength < count) {
      held = Arrays.copyOf(held, Math.max(held.length * 2, heldLength + count));
    }
    System.arraycopy(bytes, at, held, heldLength, count);
    heldLength += count;
  }

  private void reached(long through) {
    if (status instanceof WalStatus.Reading) {
      status = new WalStatus.Reading(new Lsn(through));
    }
  }

  private void end(long at, WalDefect defect, String detail) {
    status = new WalStatus.Ended(status.decodedThrough(), new Lsn(at), defect, detail);
  }
}
