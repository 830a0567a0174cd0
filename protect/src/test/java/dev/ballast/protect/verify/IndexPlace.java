package dev.ballast.protect.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// A kind of page of an index, by the flags that its access method puts at its end.
enum IndexPlace {
  GIST_LEAF(16, page -> (IndexPage.special(page, 12) & 1) != 0),
  GIST_INNER(16, page -> (IndexPage.special(page, 12) & 1) == 0),
  /// The page that a bucket begins with.
  HASH_BUCKET(16, page -> (IndexPage.special(page, 12) & 0xF) == 2),
  HASH_OVERFLOW(16, page -> (IndexPage.special(page, 12) & 0xF) == 1),
  HASH_META(16, page -> (IndexPage.special(page, 12) & 0xF) == 8),
  SPGIST_LEAF(8, page -> (IndexPage.special(page, 0) & 0xF) == 4),
  SPGIST_NULLS(8, page -> (IndexPage.special(page, 0) & 0xF) == 12),
  SPGIST_INNER(8, page -> (IndexPage.special(page, 0) & 0xF) == 0),
  GIN_ENTRIES(8, page -> (IndexPage.special(page, 6) & 0x1F) == 2),
  GIN_INNER(8, page -> (IndexPage.special(page, 6) & 0x1F) == 0),
  GIN_POSTING_LEAF(8, page -> (IndexPage.special(page, 6) & 0x1F) == 3),
  GIN_POSTING_INNER(8, page -> (IndexPage.special(page, 6) & 0x1F) == 1),
  GIN_PENDING(8, page -> (IndexPage.special(page, 6) & 0x10) != 0),
  GIN_META(8, page -> (IndexPage.special(page, 6) & 0x8) != 0),
  BRIN_REGULAR(8, page -> IndexPage.special(page, 6) == 0xF093),
  BRIN_REVMAP(8, page -> IndexPage.special(page, 6) == 0xF092),
  BLOOM_DATA(8, page -> (IndexPage.special(page, 2) & 1) == 0),
  BTREE_LEAF(16, page -> (IndexPage.special(page, 12) & 0x9) == 1),
  BTREE_ROOT(16, page -> (IndexPage.special(page, 12) & 0xB) == 2),
  BTREE_INNER(16, page -> (IndexPage.special(page, 12) & 0x9) == 0);

  private static final int PAGE = 8192;

  private final int special;
  private final Predicate<ByteBuffer> mark;

  IndexPlace(int special, Predicate<ByteBuffer> mark) {
    this.special = special;
    this.mark = mark;
  }

  /// Its blocks in a file that hold something, ascending.
  List<Integer> in(Path file) {
    List<Integer> blocks = new ArrayList<>();
    byte[] all = read(file);
    for (int block = 0; block < all.length / PAGE; block++) {
      ByteBuffer page =
          ByteBuffer.wrap(all, block * PAGE, PAGE).slice().order(ByteOrder.LITTLE_ENDIAN);
      int start = Short.toUnsignedInt(page.getShort(16));
      if (PAGE - start == special && mark.test(page) && (IndexPage.items(page) > 0)) {
        blocks.add(block);
      }
    }
    return blocks;
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
