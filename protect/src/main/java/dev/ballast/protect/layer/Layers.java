package dev.ballast.protect.layer;

import dev.ballast.vault.format.ChunkRef;
import java.util.ArrayList;
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

  /// The same with a piece for each chunk, where there are none.
  public Layers inPieces() {
    if (!isPlain()) {
      return this;
    }
    List<Piece> whole = new ArrayList<>();
    for (int i = 0; i < chunks.size(); i++) {
      whole.add(new Piece(i, 0, chunks.get(i).length()));
    }
    return new Layers(chunks, whole);
  }

  /// Bytes of the content.
  public long size() {
    return isPlain()
        ? chunks.stream().mapToLong(ChunkRef::length).sum()
        : pieces.stream().mapToLong(Piece::length).sum();
  }
}
