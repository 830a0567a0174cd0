package dev.ballast.protect.layer;

import dev.ballast.vault.format.ChunkRef;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Where each page of one file is, while a new backup of the file is put together. Eight bytes a
/// page, so 1 MB for a segment of 1 GB. For one thread.
public final class BlockMap {
  private static final int PAGE = PageSums.PAGE;

  private final List<ChunkRef> chunks;
  private int[] chunkOf;
  private int[] pageOf;

  private BlockMap(List<ChunkRef> chunks, int pages) {
    this.chunks = new ArrayList<>(chunks);
    this.chunkOf = new int[pages];
    this.pageOf = new int[pages];
    Arrays.fill(chunkOf, Piece.ZEROES);
  }

  /// The map of a file as a backup has it. A page that was being added while the file was copied,
  /// and is not whole at its end, is left out. Throws `IllegalArgumentException` where another page
  /// is not whole.
  public static BlockMap of(Layers layers) {
    BlockMap map = new BlockMap(layers.chunks(), Math.toIntExact(layers.size() / PAGE));
    int page = 0;
    if (layers.isPlain()) {
      for (int i = 0; i < layers.chunks().size(); i++) {
        page = map.fill(page, new Piece(i, 0, layers.chunks().get(i).length()));
      }
      return map;
    }
    for (Piece piece : layers.pieces()) {
      page = map.fill(page, piece);
    }
    return map;
  }

  private int fill(int from, Piece piece) {
    boolean last = from + Math.ceilDiv(piece.length(), PAGE) > chunkOf.length;
    if (piece.offset() % PAGE != 0 || (piece.length() % PAGE != 0 && !last)) {
      throw new IllegalArgumentException("piece " + piece + " is not made of whole pages");
    }
    int count = piece.length() / PAGE;
    for (int i = 0; i < count; i++) {
      chunkOf[from + i] = piece.chunk();
      pageOf[from + i] = piece.offset() / PAGE + i;
    }
    return from + count;
  }

  public int pages() {
    return chunkOf.length;
  }

  /// Cuts the file, or lets it end in pages of zeroes.
  public void resize(int pages) {
    int before = chunkOf.length;
    chunkOf = Arrays.copyOf(chunkOf, pages);
    pageOf = Arrays.copyOf(pageOf, pages);
    if (pages > before) {
      Arrays.fill(chunkOf, before, pages, Piece.ZEROES);
    }
  }

  /// Adds a chunk that pages can be in, and returns its number.
  public int add(ChunkRef chunk) {
    chunks.add(chunk);
    return chunks.size() - 1;
  }

  public ChunkRef chunk(int number) {
    return chunks.get(number);
  }

  /// Says that a page of the file is that page of a chunk.
  public void place(int page, int chunk, int pageInChunk) {
    chunkOf[page] = chunk;
    pageOf[page] = pageInChunk;
  }

  /// The number of the chunk that a page is in, [Piece#ZEROES] for none.
  public int chunkOf(int page) {
    return chunkOf[page];
  }

  /// Which page of its chunk a page is.
  public int pageOf(int page) {
    return pageOf[page];
  }

  /// The chunks below `limit` of which this file needs less than half, though it needs some: what
  /// else they hold keeps room in the vault for nothing once the older backups are removed.
  public boolean[] sparse(int limit) {
    int[] needed = new int[chunks.size()];
    for (int chunk : chunkOf) {
      if (chunk != Piece.ZEROES) {
        needed[chunk]++;
      }
    }
    boolean[] sparse = new boolean[chunks.size()];
    for (int i = 0; i < limit; i++) {
      sparse[i] = needed[i] > 0 && 2L * needed[i] * PAGE < chunks.get(i).length();
    }
    return sparse;
  }

  /// The chunks below `limit` that some page is in.
  public List<ChunkRef> needed(int limit) {
    boolean[] needed = new boolean[limit];
    for (int chunk : chunkOf) {
      if (chunk != Piece.ZEROES && chunk < limit) {
        needed[chunk] = true;
      }
    }
    List<ChunkRef> found = new ArrayList<>();
    for (int i = 0; i < limit; i++) {
      if (needed[i]) {
        found.add(chunks.get(i));
      }
    }
    return found;
  }

  /// How many chunks there are, needed or not.
  public int chunks() {
    return chunks.size();
  }

  /// The file in as few pieces as can be, with the chunks that it needs.
  public Layers layers() {
    Map<Integer, Integer> numbers = new HashMap<>();
    List<ChunkRef> used = new ArrayList<>();
    List<Piece> pieces = new ArrayList<>();
    int from = 0;
    while (from < chunkOf.length) {
      int end = from + 1;
      while (end < chunkOf.length && continues(from, end)) {
        end++;
      }
      int number = Piece.ZEROES;
      int offset = 0;
      if (chunkOf[from] != Piece.ZEROES) {
        number =
            numbers.computeIfAbsent(
                chunkOf[from],
                chunk -> {
                  used.add(chunks.get(chunk));
                  return used.size() - 1;
                });
        offset = pageOf[from] * PAGE;
      }
      pieces.add(new Piece(number, offset, Math.multiplyExact(end - from, PAGE)));
      from = end;
    }
    return new Layers(used, isPlain(used, pieces) ? List.of() : pieces);
  }

  private boolean continues(int from, int at) {
    return chunkOf[at] == chunkOf[from]
        && (chunkOf[from] == Piece.ZEROES
            ? at - from < Integer.MAX_VALUE / PAGE
            : pageOf[at] - pageOf[from] == at - from);
  }

  private static boolean isPlain(List<ChunkRef> chunks, List<Piece> pieces) {
    if (pieces.size() != chunks.size()) {
      return false;
    }
    for (int i = 0; i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      if (piece.chunk() != i || piece.length() != chunks.get(i).length()) {
        return false;
      }
    }
    return true;
  }
}
