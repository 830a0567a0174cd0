package dev.ballast.protect.layer;

import java.util.List;

/// The CRC-32C of a file from its pieces, in whatever order they are seen. Threads may add
/// different pieces side by side; what hands the file from one to another orders that before
/// [#whole].
public final class PieceSums {
  private final List<Piece> pieces;
  private final int[] sums;

  public PieceSums(List<Piece> pieces) {
    this.pieces = List.copyOf(pieces);
    this.sums = new int[pieces.size()];
  }

  /// Takes a piece in.
  ///
  /// @param number which piece
  /// @param chunk the whole chunk that it is of
  public void add(int number, byte[] chunk) {
    Piece piece = pieces.get(number);
    sums[number] = PageCrc.of(chunk, piece.offset(), piece.length());
  }

  /// The checksum of all; zeroes need not be added.
  public int whole() {
    int crc = 0;
    for (int i = 0; i < sums.length; i++) {
      Piece piece = pieces.get(i);
      int sum = piece.isZeroes() ? PageCrc.ofZeroes(piece.length()) : sums[i];
      crc = PageCrc.join(crc, sum, piece.length());
    }
    return crc;
  }
}
