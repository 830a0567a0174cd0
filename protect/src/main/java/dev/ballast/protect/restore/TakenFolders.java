package dev.ballast.protect.restore;

import dev.ballast.evidence.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The folders of one restore: the data directory and those of tablespaces. For one thread at a
/// time.
final class TakenFolders implements AutoCloseable {
  private final List<RestoreFolder> folders = new ArrayList<>();

  void take(Path path, Progress progress) {
    folders.add(RestoreFolder.take(path, progress));
  }

  void over(ClusterClaim claim, Progress progress) {
    folders.add(RestoreFolder.over(claim, progress));
  }

  List<Path> paths() {
    return folders.stream().map(RestoreFolder::path).toList();
  }

  /// The restore is whole: the files stay.
  void keep() {
    folders.forEach(RestoreFolder::keep);
  }

  /// Releases all, whatever one of them says to it. The data directory goes last, since its
  /// marker speaks for the whole.
  @Override
  public void close() {
    closeAllOf(folders);
  }

  private static void closeAllOf(List<RestoreFolder> folders) {
    if (!folders.isEmpty()) {
      try (RestoreFolder _ = folders.getFirst()) {
        closeAllOf(folders.subList(1, folders.size()));
      }
    }
  }
}
