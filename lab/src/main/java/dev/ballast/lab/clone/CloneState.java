package dev.ballast.lab.clone;

import dev.ballast.machine.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// Makes of a copy that was recovered and stopped a state that others are copied of.
final class CloneState {
  private CloneState() {}

  /// Closes the folder to everybody but this process's user, removes what the server needed beside
  /// its files, and has the links to tablespaces lead there wherever the folder is moved.
  static void settle(Path state, List<Long> tablespaces) throws IOException {
    Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwx------"));
    Directories.delete(state.resolve("work"));
    Path links = CloneFolder.data(state).resolve("pg_tblspc");
    for (long oid : tablespaces) {
      Path link = links.resolve(Long.toString(oid));
      Object user = Files.getAttribute(link, "unix:uid", LinkOption.NOFOLLOW_LINKS);
      Object group = Files.getAttribute(link, "unix:gid", LinkOption.NOFOLLOW_LINKS);
      Files.delete(link);
      Files.createSymbolicLink(link, links.relativize(CloneFolder.tablespace(state, oid)));
      Files.setAttribute(link, "unix:gid", group, LinkOption.NOFOLLOW_LINKS);
      Files.setAttribute(link, "unix:uid", user, LinkOption.NOFOLLOW_LINKS);
    }
  }
}
