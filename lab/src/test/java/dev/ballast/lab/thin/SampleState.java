package dev.ballast.lab.thin;

import dev.ballast.machine.ExternalCommand;
import dev.ballast.machine.Places;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

/// A folder that looks like a prepared cluster with a tablespace, made by hand. Immutable.
record SampleState(Path folder) {
  /// Whom root gives the cluster to; nobody of this number need be known.
  static final int OWNER = 54_321;

  static final int CONTENT_BYTES = 3_000_001;
  static final long SPARSE_BYTES = 32L << 20;

  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  static SampleState in(Path parent) throws IOException {
    Path folder = Files.createDirectory(parent.resolve("prepared"));
    Path data = Files.createDirectories(folder.resolve("data"));
    Path database = Files.createDirectories(data.resolve("base").resolve("5"));
    Path space = Files.createDirectories(folder.resolve("tablespaces").resolve("777"));
    Files.writeString(data.resolve("PG_VERSION"), "18\n");
    Files.createFile(data.resolve("empty"));
    byte[] content = new byte[CONTENT_BYTES];
    new Random(7).nextBytes(content);
    Files.write(database.resolve("1234"), content);
    try (RandomAccessFile sparse =
        new RandomAccessFile(database.resolve("1234.1").toFile(), "rw")) {
      sparse.setLength(SPARSE_BYTES);
      sparse.seek(SPARSE_BYTES / 2);
      sparse.write(content, 0, 8192);
    }
    Files.write(space.resolve("1"), new byte[8192]);
    Path links = Files.createDirectory(data.resolve("pg_tblspc"));
    Files.createSymbolicLink(links.resolve("777"), space);
    run("chmod -R u=rwX,g=,o= \"$0\"", folder);
    if (Places.isRoot()) {
      run("chown -hR %d:%d \"$0\"/data \"$0\"/tablespaces".formatted(OWNER, OWNER), folder);
    }
    return new SampleState(folder);
  }

  /// Kind, mode, owner, size and content of all files below a folder, as the system's own programs
  /// print them.
  static String listing(Path folder) {
    return run(
        """
        cd "$0" && find . -mindepth 1 ! -type f -printf '%P %y %m %U %G\\n' | LC_ALL=C sort
        find . -type f -printf '%P %y %m %U %G %s\\n' | LC_ALL=C sort
        find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum
        """,
        folder);
  }

  /// With the times of the last changes, which a write moves even where it writes the same.
  String state() {
    return listing(folder)
        + run("cd \"$0\" && find . -printf '%P %T@ %C@ %l\\n' | LC_ALL=C sort", folder);
  }

  /// What a file takes on its disk.
  static long allocated(Path file) {
    return 512 * Long.parseLong(run("stat -c %b \"$0\"", file).strip());
  }

  private static String run(String script, Path argument) {
    return new String(
        ExternalCommand.run(java.util.List.of("sh", "-ec", script, argument.toString()), TIMEOUT),
        StandardCharsets.UTF_8);
  }
}
