package dev.ballast.postgres.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The file system of a sandbox as the words that make it; see `sandbox.sh`.
final class MountTable {
  /// Where it is put together.
  private static final String BASE = "/sys";

  private static final List<String> SYSTEM = List.of("bin", "sbin", "lib", "lib32", "lib64");
  private static final List<String> FILES =
      List.of("/dev/null", "/dev/zero", "/dev/random", "/dev/urandom", "/etc/ld.so.cache");

  private static final String READABLE = "rbind,ro,nosuid,nodev";

  private final List<String> links = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();

  private MountTable() {}

  static MountTable of(Sandbox.View view) {
    MountTable table = new MountTable();
    // The memory's own first: what is named may be below /tmp.
    table.line("ballast", "/tmp", "tmpfs", "nosuid,nodev,mode=1777");
    table.line("ballast", "/dev/shm", "tmpfs", "nosuid,nodev,mode=1777");
    table.line("proc", "/proc", "proc", "nosuid,nodev,noexec");
    table.line("/usr", "/usr", "none", READABLE);
    SYSTEM.forEach(table::system);
    view.readable().forEach(path -> table.line(path, READABLE));
    view.writable().forEach(path -> table.line(path, "bind"));
    FILES.stream().filter(file -> Files.exists(Path.of(file))).forEach(table::file);
    return table;
  }

  /// On most systems a link into `/usr`, on others a folder.
  private void system(String name) {
    Path path = Path.of("/", name);
    try {
      if (Files.isSymbolicLink(path)
          && Files.readSymbolicLink(path).toString().equals("usr/" + name)) {
        links.add("usr/" + name);
      } else if (Files.isDirectory(path)) {
        line(path, READABLE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void line(Path path, String options) {
    line(path.toString(), path.toString(), "none", options);
  }

  private void line(String source, String target, String type, String options) {
    // Made when its turn comes: it may be within what was mounted before it.
    lines.add(
        escaped(source)
            + " "
            + escaped(BASE + target)
            + " "
            + type
            + " "
            + options
            + ",X-mount.mkdir=0755 0 0");
  }

  /// One that the script has made room for.
  private void file(String path) {
    lines.add(path + " " + BASE + path + " none bind 0 0");
  }

  /// As `fstab(5)` writes what would end a field.
  private static String escaped(String path) {
    return path.replace("\\", "\\134")
        .replace(" ", "\\040")
        .replace("\t", "\\011")
        .replace("\n", "\\012")
        .replace("#", "\\043");
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  /// The words for the script: links, table.
  List<String> words() {
    return List.of(
        links.stream().map(MountTable::quoted).collect(Collectors.joining(" ")),
        String.join("\n", lines));
  }
}
