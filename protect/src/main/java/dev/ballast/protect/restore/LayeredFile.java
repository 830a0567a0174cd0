package dev.ballast.protect.restore;

import dev.ballast.evidence.Fault;
import dev.ballast.protect.ProtectError;
import dev.ballast.protect.backup.FileEntry;
import dev.ballast.protect.layer.Layers;
import dev.ballast.protect.layer.Piece;
import dev.ballast.protect.layer.PieceSums;
import dev.ballast.vault.format.ChunkRef;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// A file in layers while it is written: each chunk is read once, and its pieces go to their
/// places. When the last is written, the checksum of the whole is compared with the backup's. Any
/// number of threads may write chunks of it.
final class LayeredFile {
  private final FileEntry entry;
  private final Layers layers;
  private final List<List<Place>> places;
  private final PieceSums sums;
  private final AtomicInteger left;

  /// A piece and where it is in the file.
  private record Place(int number, long offset) {}

  LayeredFile(FileEntry entry) {
    this.entry = entry;
    this.layers = entry.layers().inPieces();
    this.places = new ArrayList<>();
    layers.chunks().forEach(_ -> places.add(new ArrayList<>()));
    this.sums = new PieceSums(layers.pieces());
    this.left = new AtomicInteger(Math.max(1, chunks()));
    long offset = 0;
    for (int i = 0; i < layers.pieces().size(); i++) {
      Piece piece = layers.pieces().get(i);
      if (!piece.isZeroes()) {
        places.get(piece.chunk()).add(new Place(i, offset));
      }
      offset += piece.length();
    }
  }

  int chunks() {
    return layers.chunks().size();
  }

  ChunkRef chunk(int number) {
    return layers.chunks().get(number);
  }

  /// Writes what is needed of a chunk and returns how much that is.
  long write(int chunk, byte[] bytes, FileChannel channel) throws IOException {
    long written = 0;
    for (Place place : places.get(chunk)) {
      Piece piece = layers.pieces().get(place.number());
      sums.add(place.number(), bytes);
      Pieces.write(channel, ByteBuffer.wrap(bytes, piece.offset(), piece.length()), place.offset());
      written += piece.length();
    }
    return written;
  }

  /// Says that chunks were written. The last makes the file as long as it is, where it ends in
  /// zeroes, and compares the checksum.
  void written(int count, FileChannel channel) throws IOException {
    if (left.addAndGet(-Math.max(1, count)) > 0) {
      return;
    }
    if (channel.size() < entry.size()) {
      channel.write(ByteBuffer.wrap(new byte[1]), entry.size() - 1);
    }
    int found = sums.whole();
    if (found != entry.crc32c()) {
      throw Fault.of(
              ProtectError.BACKUP_MANIFEST_MISMATCH,
              "%s does not have the checksum it had when it was backed up".formatted(entry.path()))
          .detail("its CRC-32C is %08X, not %08X".formatted(found, entry.crc32c()))
          .hint("Restore another backup, take a full one, and report this.");
    }
  }
}
