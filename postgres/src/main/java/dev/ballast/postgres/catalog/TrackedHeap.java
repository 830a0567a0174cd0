package dev.ballast.postgres.catalog;

import dev.ballast.postgres.page.PageChecksum;
import dev.ballast.postgres.wal.HeapChange;
import dev.ballast.postgres.wal.RecordContent;
import dev.ballast.postgres.wal.RelationFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The versions of rows in one catalog's file: read from its pages, and kept as they are by the
/// records that change it. For one thread.
///
/// A backup's pages are of different moments. The first record that touches a page after the
/// backup's start brings the whole of it, so what records say is right whatever was read before.
/// Versions that VACUUM removed stay until their place is used again.
public final class TrackedHeap {
  private static final int LINES = 24;
  private static final int LOWER = 12;
  private static final int LINE_NORMAL = 1;
  private static final int TUPLE_HEADER = 5;

  private final RelationFile file;
  private final Map<Long, Map<Integer, HeapTuple>> blocks = new HashMap<>();

  public TrackedHeap(RelationFile file) {
    this.file = file;
  }

  public RelationFile file() {
    return file;
  }

  /// The same rows in another database's file, as CREATE DATABASE copies them.
  public TrackedHeap copyTo(RelationFile other) {
    TrackedHeap copy = new TrackedHeap(other);
    blocks.forEach((block, tuples) -> copy.blocks.put(block, new HashMap<>(tuples)));
    return copy;
  }

  public boolean isEmpty() {
    return blocks.isEmpty();
  }

  public void forEach(Consumer<HeapTuple> consumer) {
    blocks.values().forEach(tuples -> tuples.values().forEach(consumer));
  }

  /// Takes a whole page in place of what was known of it.
  public void load(long block, byte[] page) {
    Map<Integer, HeapTuple> tuples = new HashMap<>();
    ByteBuffer in = ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN);
    int lower = Math.min(Short.toUnsignedInt(in.getShort(LOWER)), PageChecksum.BLOCK_SIZE);
    for (int at = LINES, offset = 1; at + Integer.BYTES <= lower; at += Integer.BYTES, offset++) {
      int line = in.getInt(at);
      int start = line & 0x7FFF;
      int length = line >>> 17;
      if ((line >>> 15 & 3) == LINE_NORMAL && HeapTuple.fits(in, start, length)) {
        tuples.put(offset, HeapTuple.read(in, start, length));
      }
    }
    blocks.put(block, tuples);
  }

  /// Takes a record; empty where it changes no row of this file.
  public Optional<RowChange> apply(RecordContent content) {
    Optional<HeapChange> change = ours(content, 0) ? HeapChange.of(content) : Optional.empty();
    Optional<HeapTuple> before = change.flatMap(c -> before(content, c));
    for (int id = 0; id <= content.lastBlock(); id++) {
      if (content.hasBlock(id) && ours(content, id) && content.hasImage(id)) {
        long block = content.block(id);
        content.image(id).ifPresentOrElse(page -> load(block, page), () -> blocks.remove(block));
      }
    }
    if (change.isEmpty()) {
      return Optional.empty();
    }
    HeapChange.Kind kind = change.get().kind();
    // An image still has the version that its record deletes.
    Optional<HeapTuple> old = before.isPresent() ? before : before(content, change.get());
    if (kind == HeapChange.Kind.DELETE) {
      return Optional.of(new RowChange(old, Optional.empty(), old.isPresent()));
    }
    if (!content.hasImage(0)) {
      redo(content, change.get(), old);
    }
    Optional<HeapTuple> after = tuple(content.block(0), change.get().offset());
    boolean known = after.isPresent() && (kind == HeapChange.Kind.INSERT || old.isPresent());
    return Optional.of(
        new RowChange(kind == HeapChange.Kind.INSERT ? Optional.empty() : old, after, known));
  }

  private boolean ours(RecordContent content, int id) {
    return content.hasBlock(id)
        && content.isMainFork(id)
        && content.numberOf(id) == file.number()
        && content.databaseOf(id) == file.database();
  }

  private Optional<HeapTuple> tuple(long block, int offset) {
    return Optional.ofNullable(blocks.getOrDefault(block, Map.of()).get(offset));
  }

  private Optional<HeapTuple> before(RecordContent content, HeapChange change) {
    int id = change.kind() == HeapChange.Kind.UPDATE && content.hasBlock(1) ? 1 : 0;
    return tuple(content.block(id), change.oldOffset());
  }

  private void redo(RecordContent content, HeapChange change, Optional<HeapTuple> old) {
    Map<Integer, HeapTuple> tuples =
        blocks.computeIfAbsent(content.block(0), ignored -> new HashMap<>());
    if (change.freshPage()) {
      tuples.clear();
    }
    ByteBuffer data = content.data(0);
    Optional<HeapTuple> written =
        switch (change.kind()) {
          case INPLACE -> old.map(o -> o.withColumns(data));
          case INSERT -> written(data, new byte[0], new byte[0]);
          case UPDATE, DELETE -> updated(data, change, old);
        };
    written.ifPresentOrElse(
        tuple -> tuples.put(change.offset(), tuple), () -> tuples.remove(change.offset()));
  }

  /// What an update leaves out is taken from the version before.
  private static Optional<HeapTuple> updated(
      ByteBuffer data, HeapChange change, Optional<HeapTuple> old) {
    int needed = (change.prefix() ? Short.BYTES : 0) + (change.suffix() ? Short.BYTES : 0);
    if (data.remaining() < needed) {
      return Optional.empty();
    }
    int prefix = change.prefix() ? Short.toUnsignedInt(data.getShort()) : 0;
    int suffix = change.suffix() ? Short.toUnsignedInt(data.getShort()) : 0;
    if (prefix + suffix == 0) {
      return written(data, new byte[0], new byte[0]);
    }
    if (old.isEmpty() || prefix + suffix > old.get().size()) {
      return Optional.empty();
    }
    ByteBuffer columns = old.get().columns();
    byte[] first = new byte[prefix];
    byte[] last = new byte[suffix];
    columns.get(0, first);
    columns.get(columns.limit() - suffix, last);
    return written(data, first, last);
  }

  /// A version as the log holds it: three fields of its header, the bitmap of nulls, its columns.
  private static Optional<HeapTuple> written(ByteBuffer data, byte[] first, byte[] last) {
    if (data.remaining() < TUPLE_HEADER) {
      return Optional.empty();
    }
    int dataOffset = Byte.toUnsignedInt(data.get(data.position() + TUPLE_HEADER - 1));
    data.position(data.position() + TUPLE_HEADER);
    int bitmap = dataOffset - HeapTuple.HEADER;
    if (bitmap < 0 || data.remaining() < bitmap) {
      return Optional.empty();
    }
    byte[] tail = new byte[data.remaining() + first.length + last.length];
    data.get(tail, 0, bitmap);
    System.arraycopy(first, 0, tail, bitmap, first.length);
    int middle = data.remaining();
    data.get(tail, bitmap + first.length, middle);
    System.arraycopy(last, 0, tail, bitmap + first.length + middle, last.length);
    return Optional.of(new HeapTuple(dataOffset, false, false, tail));
  }
}
