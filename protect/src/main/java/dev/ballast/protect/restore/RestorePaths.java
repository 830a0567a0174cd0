package dev.ballast.protect.restore;

import java.nio.file.Path;
import java.util.SortedMap;

/// Where each file of a backup goes.
///
/// @param into the data directory
/// @param places the folder of each tablespace, by its oid
record RestorePaths(Path into, SortedMap<Long, Path> places) {
  private static final String TABLESPACES = "pg_tblspc/";

  /// A folder and the way to a file within it.
  private record Rooted(Path path, String rest) {}

  /// Files of a tablespace are written to its folder, not through a link that is not there yet.
  private Rooted rooted(String path) {
    if (path.startsWith(TABLESPACES)) {
      int end = path.indexOf('/', TABLESPACES.length());
      if (end > 0) {
        long oid = Long.parseLong(path, TABLESPACES.length(), end, 10);
        Path root = places.get(oid);
        if (root == null) {
          throw new IllegalStateException("a backed-up file has no tablespace: " + path);
        }
        return new Rooted(root, path.substring(end + 1));
      }
    }
    return new Rooted(into, path);
  }

  /// The data directory, or the folder of the tablespace that a file belongs to.
  Path root(String path) {
    return rooted(path).path();
  }

  Path resolve(String path) {
    Rooted rooted = rooted(path);
    Path resolved = rooted.path().resolve(rooted.rest()).normalize();
    if (!resolved.startsWith(rooted.path())) {
      throw new IllegalStateException("a backed-up path leaves its folder: " + path);
    }
    return resolved;
  }
}
