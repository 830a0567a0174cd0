package dev.ballast.protect.backup;

import dev.ballast.protect.layer.Layers;
import dev.ballast.vault.format.ChunkRef;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/// A file that is stored as it came, or a folder.
///
/// @param file without its chunks
/// @param sums stores the sums of its pages, once all chunks are stored
record PendingFile(FileEntry file, List<Future<ChunkRef>> chunks, Supplier<List<ChunkRef>> sums)
    implements PendingEntry {

  /// One without sums.
  static PendingFile of(FileEntry file, List<Future<ChunkRef>> chunks) {
    return new PendingFile(file, chunks, List::of);
  }

  @Override
  public boolean isStored() {
    return chunks.stream().allMatch(Future::isDone);
  }

  @Override
  public FileEntry entry() {
    List<ChunkRef> refs = new ArrayList<>(chunks.size());
    for (Future<ChunkRef> chunk : chunks) {
      refs.add(PendingEntry.result(chunk));
    }
    return new FileEntry(
        file.path(),
        file.kind(),
        file.size(),
        file.mode(),
        file.crc32c(),
        new Layers(refs, List.of()),
        sums.get(),
        file.sent());
  }
}
