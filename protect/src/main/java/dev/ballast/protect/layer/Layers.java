package dev.ballast.protect.layer;

import dev.ballast.vault.format.ChunkRef;
import java.util.List;

/// Where a file's content is.
///
/// @param chunks what it is made of
/// @param pieces in the order of the file; none where the file is its chunks, one after the other
public record Layers(List<ChunkRef> chunks, List<Piece> pieces) {
  /// Throws `IllegalArgumentException` for a piece that is not within its chunk.
  public Layers {
    chunks = List.copyOf(chunks);
    pieces = List.copyOf(pieces);
    for (Piece piece : pieces) {
      if (!piece.isZeroes()
          && (piece.chunk() >= chunks.size()
              || (long) piece.offset() + piece.length() > chunks.get(piece.chunk()).length())) {
        throw new IllegalArgumentException("piece " + piece + " is not within its chunk");
      }
    }
  }

  public boolean isPlain() {
    return pieces.isEmpty();
  }

  /// Bytes of the content.
  public long size() {
    return isPlain()
        ? chunks.stream().mapToLong(ChunkRef::length).sum()
        : pieces.stream().mapToLong(Piece::length).sum();
  }
}
