package dev.ballast.protect.backup;

import dev.ballast.protect.layer.BlockMap;
import dev.ballast.vault.format.ChunkRef;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Function;

/// A file of which only some pages are stored, the rest being where the parent has it. For one
/// thread.
final class PendingLayers implements PendingEntry {
  private final BlockMap map;
  private final List<Patch> patches = new ArrayList<>();
  private final Function<BlockMap, FileEntry> finish;

  /// Pages that one chunk holds.
  ///
  /// @param pages their numbers in the file, in the order of the chunk
  private record Patch(Future<ChunkRef> chunk, List<Integer> pages) {}

  /// @param map where the parent has the file's pages, as long as the file is now
  /// @param finish makes the entry when every page has its place
  PendingLayers(BlockMap map, Function<BlockMap, FileEntry> finish) {
    this.map = map;
    this.finish = finish;
  }

  void add(Future<ChunkRef> chunk, List<Integer> pages) {
    patches.add(new Patch(chunk, pages));
  }

  @Override
  public boolean isStored() {
    return patches.stream().allMatch(patch -> patch.chunk().isDone());
  }

  @Override
  public FileEntry entry() {
    for (Patch patch : patches) {
      int number = map.add(PendingEntry.result(patch.chunk()));
      for (int i = 0; i < patch.pages().size(); i++) {
        map.place(patch.pages().get(i), number, i);
      }
    }
    return finish.apply(map);
  }
}
