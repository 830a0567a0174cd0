package dev.ballast.postgres.wal;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/// What a record does to one row of a table (access/heapam_xlog.h). The change is one of block 0;
/// an update's old version is in block 1 where it is on another page.
///
/// @param offset the row's number on its page; of an update, the new version's
/// @param oldOffset of an update, the old version's number on its page
/// @param freshPage whether the page holds nothing before
/// @param prefix whether an update's new version begins as the old one, which is left out then
/// @param suffix whether it ends so
public record HeapChange(
    Kind kind, int offset, int oldOffset, boolean freshPage, boolean prefix, boolean suffix) {
  /// What becomes of the row.
  public enum Kind {
    INSERT,
    DELETE,
    UPDATE,
    /// Overwritten where it is, whatever becomes of the transaction.
    INPLACE
  }

  static final int MANAGER = 10;

  private static final int OPERATION_MASK = 0x70;
  private static final int FRESH_PAGE = 0x80;
  private static final int INSERT = 0x00;
  private static final int DELETE = 0x10;
  private static final int UPDATE = 0x20;
  private static final int HOT_UPDATE = 0x40;
  private static final int INPLACE = 0x70;

  /// An insertion that was tried and taken back, as `ON CONFLICT` does.
  private static final int DELETE_IS_SUPER = 1 << 3;

  /// The row moved to another partition.
  private static final int DELETE_IS_MOVE = 1 << 4;

  private static final int DELETE_OFFSET = 4;
  private static final int DELETE_FLAGS = 7;

  private static final int UPDATE_OLD_OFFSET = 4;
  private static final int UPDATE_FLAGS = 7;
  private static final int UPDATE_NEW_OFFSET = 12;
  private static final int PREFIX = 1 << 5;
  private static final int SUFFIX = 1 << 6;

  public HeapChange {
    requireNonNull(kind, "kind is null");
  }

  private static int operation(RecordContent content) {
    return content.record().info() & OPERATION_MASK;
  }

  private static boolean isHeap(RecordContent content) {
    return content.record().resourceManager() == MANAGER && content.hasBlock(0);
  }

  /// Whether a row is deleted, and not only moved or taken back.
  public static boolean deletesRow(RecordContent content) {
    return isHeap(content)
        && operation(content) == DELETE
        && (content.mainByte(DELETE_FLAGS) & (DELETE_IS_SUPER | DELETE_IS_MOVE)) == 0;
  }

  /// Whether a row is updated.
  public static boolean updatesRow(RecordContent content) {
    return isHeap(content) && (operation(content) == UPDATE || operation(content) == HOT_UPDATE);
  }

  /// The change; empty where the record is none, or is cut off.
  public static Optional<HeapChange> of(RecordContent content) {
    if (!isHeap(content)) {
      return Optional.empty();
    }
    boolean fresh = (content.record().info() & FRESH_PAGE) != 0;
    HeapChange change =
        switch (operation(content)) {
          case INSERT -> simple(Kind.INSERT, content.mainShort(0), fresh);
          case DELETE -> simple(Kind.DELETE, content.mainShort(DELETE_OFFSET), false);
          case INPLACE -> simple(Kind.INPLACE, content.mainShort(0), false);
          case UPDATE, HOT_UPDATE -> {
            int flags = content.mainByte(UPDATE_FLAGS);
            yield new HeapChange(
                Kind.UPDATE,
                content.mainShort(UPDATE_NEW_OFFSET),
                content.mainShort(UPDATE_OLD_OFFSET),
                fresh,
                (flags & PREFIX) != 0,
                (flags & SUFFIX) != 0);
          }
          default -> simple(Kind.INSERT, -1, false);
        };
    return change.offset < 1 ? Optional.empty() : Optional.of(change);
  }

  private static HeapChange simple(Kind kind, int offset, boolean fresh) {
    return new HeapChange(kind, offset, offset, fresh, false, false);
  }
}
