package dev.ballast.postgres.wal;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.page.PageChecksum;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/// What one record holds: the blocks that it changes and its own data (access/xlogrecord.h). It is
/// used again for the next record, so it may be read only while it is handed on. For one thread.
///
/// A record whose checksum is right and whose parts do not add up is not readable; it has no blocks
/// and no data then. So has one that is larger than what is held.
public final class RecordContent {
  /// `XLR_MAX_BLOCK_ID`.
  private static final int MAX_BLOCK = 32;

  private static final int SHORT_DATA = 255;
  private static final int LONG_DATA = 254;
  private static final int ORIGIN = 253;
  private static final int TOP_LEVEL = 252;

  private static final int FORK_MASK = 0x0F;
  private static final int HAS_IMAGE = 0x10;
  private static final int SAME_RELATION = 0x80;
  private static final int IMAGE_HAS_HOLE = 1;

  private final int major;
  private final Block[] blocks = new Block[MAX_BLOCK + 1];
  private byte[] bytes = new byte[0];
  private ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  private Optional<WalRecord> record = Optional.empty();
  private int lastBlock = -1;
  private int mainOffset;
  private int mainLength;
  private boolean readable;

  RecordContent(int major) {
    this.major = major;
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] = new Block();
    }
  }

  /// One block that a record changes, and where in the record what belongs to it is.
  private static final class Block {
    private boolean present;
    private int flags;
    private long tablespace;
    private long database;
    private long number;
    private long block;
    private int dataOffset;
    private int dataLength;
    private int imageOffset;
    private int imageLength;
    private int imageFlags;
    private int holeOffset;
    private int holeLength;
  }

  /// Takes the next record. `held` must not change until the one after.
  void take(WalRecord next, byte[] held, int length, boolean whole) {
    record = Optional.of(next);
    clear();
    bytes = held;
    in = ByteBuffer.wrap(held).order(ByteOrder.LITTLE_ENDIAN);
    if (!whole) {
      return;
    }
    in.clear().limit(length);
    try {
      readable = parse();
    } catch (BufferUnderflowException e) {
      readable = false;
    }
    if (!readable) {
      clear();
    }
  }

  private void clear() {
    for (int i = 0; i <= lastBlock; i++) {
      blocks[i].present = false;
    }
    lastBlock = -1;
    mainOffset = 0;
    mainLength = 0;
    readable = false;
  }

  private boolean parse() {
    int total = 0;
    while (in.remaining() > total) {
      int id = Byte.toUnsignedInt(in.get());
      if (id == SHORT_DATA || id == LONG_DATA) {
        mainLength = id == SHORT_DATA ? Byte.toUnsignedInt(in.get()) : in.getInt();
        total += mainLength;
        return mainLength >= 0 && in.remaining() == total && place();
      }
      switch (id) {
        case ORIGIN -> in.getShort();
        case TOP_LEVEL -> in.getInt();
        default -> {
          if (id > MAX_BLOCK || id <= lastBlock || !readBlock(id)) {
            return false;
          }
          total += blocks[id].imageLength + blocks[id].dataLength;
        }
      }
    }
    return in.remaining() == total && place();
  }

  private boolean readBlock(int id) {
    Block block = blocks[id];
    block.flags = Byte.toUnsignedInt(in.get());
    block.dataLength = Short.toUnsignedInt(in.getShort());
    block.imageLength = 0;
    if ((block.flags & HAS_IMAGE) != 0) {
      block.imageLength = Short.toUnsignedInt(in.getShort());
      block.holeOffset = Short.toUnsignedInt(in.getShort());
      block.imageFlags = Byte.toUnsignedInt(in.get());
      boolean hole = (block.imageFlags & IMAGE_HAS_HOLE) != 0;
      boolean compressed = PageImage.isCompressed(block.imageFlags, major);
      block.holeLength =
          !hole
              ? 0
              : compressed
                  ? Short.toUnsignedInt(in.getShort())
                  : PageChecksum.BLOCK_SIZE - block.imageLength;
    }
    if ((block.flags & SAME_RELATION) == 0) {
      block.tablespace = Integer.toUnsignedLong(in.getInt());
      block.database = Integer.toUnsignedLong(in.getInt());
      block.number = Integer.toUnsignedLong(in.getInt());
    } else {
      if (lastBlock < 0) {
        return false;
      }
      Block before = blocks[lastBlock];
      block.tablespace = before.tablespace;
      block.database = before.database;
      block.number = before.number;
    }
    block.block = Integer.toUnsignedLong(in.getInt());
    block.present = true;
    lastBlock = id;
    return true;
  }

  /// The headers are followed by each block's image and data, and then by the record's own data.
  private boolean place() {
    int at = in.position();
    for (int id = 0; id <= lastBlock; id++) {
      Block block = blocks[id];
      if (block.present) {
        block.imageOffset = at;
        block.dataOffset = at + block.imageLength;
        at = block.dataOffset + block.dataLength;
      }
    }
    mainOffset = at;
    return at + mainLength == in.limit();
  }

  public WalRecord record() {
    return requireNonNull(record.orElse(null), "no record was handed on");
  }

  public int major() {
    return major;
  }

  /// Whether blocks and data are known.
  public boolean isReadable() {
    return readable;
  }

  /// The highest number of a block, -1 for none. Numbers below it may be left out.
  public int lastBlock() {
    return lastBlock;
  }

  public boolean hasBlock(int id) {
    return id >= 0 && id <= lastBlock && blocks[id].present;
  }

  /// Whether the block is one of the relation's main fork, which holds its rows.
  public boolean isMainFork(int id) {
    return (present(id).flags & FORK_MASK) == 0;
  }

  /// The number of the fork: 0 main, 1 free space map, 2 visibility map, 3 init.
  public int fork(int id) {
    return present(id).flags & FORK_MASK;
  }

  public RelationFile relation(int id) {
    Block block = present(id);
    return new RelationFile(block.tablespace, block.database, block.number);
  }

  public long databaseOf(int id) {
    return present(id).database;
  }

  public long numberOf(int id) {
    return present(id).number;
  }

  /// The number of the block in its relation.
  public long block(int id) {
    return present(id).block;
  }

  public boolean hasImage(int id) {
    return (present(id).flags & HAS_IMAGE) != 0;
  }

  /// The whole page as it is after the record; empty where the block has no image, or its bytes are
  /// none.
  public Optional<byte[]> image(int id) {
    Block block = present(id);
    if (!hasImage(id)) {
      return Optional.empty();
    }
    byte[] stored = new byte[block.imageLength];
    in.get(block.imageOffset, stored);
    return new PageImage(block.imageFlags, block.holeOffset, block.holeLength)
        .restore(stored, major);
  }

  /// What is needed to repeat the change of the block; empty where there is an image instead.
  public ByteBuffer data(int id) {
    Block block = present(id);
    return in.slice(block.dataOffset, block.dataLength).order(ByteOrder.LITTLE_ENDIAN);
  }

  /// The record's own data.
  public ByteBuffer main() {
    return in.slice(mainOffset, mainLength).order(ByteOrder.LITTLE_ENDIAN);
  }

  public int mainLength() {
    return mainLength;
  }

  /// The 16-bit number at an offset of the record's own data, -1 behind its end.
  public int mainShort(int offset) {
    return offset + Short.BYTES > mainLength
        ? -1
        : Short.toUnsignedInt(in.getShort(mainOffset + offset));
  }

  /// The byte at an offset of the record's own data, -1 behind its end.
  public int mainByte(int offset) {
    return offset >= mainLength ? -1 : Byte.toUnsignedInt(in.get(mainOffset + offset));
  }

  private Block present(int id) {
    if (!hasBlock(id)) {
      throw new IllegalArgumentException("the record has no block " + id);
    }
    return blocks[id];
  }
}
