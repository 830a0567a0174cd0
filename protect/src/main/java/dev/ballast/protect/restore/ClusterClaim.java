package dev.ballast.protect.restore;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.page.ControlFile;
import dev.ballast.protect.ProtectError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/// Whether a folder is one of the cluster that a backup is of, so that a restore may change what is
/// in it. Immutable.
///
/// @param folder the data directory, or the folder of a tablespace
/// @param dataDirectory of the cluster
/// @param tablespace whose folder it is; absent for the data directory
/// @param system the identifier of the cluster that was backed up
record ClusterClaim(Path folder, Path dataDirectory, Optional<Long> tablespace, long system) {
  private static final String PREFIX = "over ";
  private static final int MARKER_BYTES = 64;
  private static final String POSTMASTER = "postmaster.pid";

  /// Throws `restore-over-unfit` unless the folder is the stopped cluster's.
  void require() throws IOException {
    if (tablespace.isPresent()) {
      requireLinked(dataDirectory.resolve("pg_tblspc").resolve(tablespace.get().toString()));
      return;
    }
    ControlFile control = control();
    if (control.systemIdentifier() != system) {
      throw unfit("folder " + folder + " is of another cluster")
          .detail(
              "its system identifier is %s, and the backup's is %s"
                  .formatted(
                      Long.toUnsignedString(control.systemIdentifier()),
                      Long.toUnsignedString(system)));
    }
    if (Files.exists(folder.resolve(POSTMASTER), LinkOption.NOFOLLOW_LINKS)) {
      throw unfit("a server runs on " + folder + ", or was killed there")
          .detail("the folder holds " + POSTMASTER)
          .hint(
              "Stop the server. If it was killed, remove that file when no process of it is left.");
    }
  }

  /// Throws `restore-over-unfit` for a link: what it leads to could change while files are removed.
  void requireNoLink() {
    if (Files.isSymbolicLink(folder)) {
      throw unfit(folder + " is a link").detail("files are removed only from a folder itself");
    }
  }

  private ControlFile control() throws IOException {
    boolean looksLikeOne =
        Files.isDirectory(folder.resolve("global"), LinkOption.NOFOLLOW_LINKS)
            && Files.isRegularFile(folder.resolve("PG_VERSION"), LinkOption.NOFOLLOW_LINKS)
            && Files.isRegularFile(folder.resolve(ControlFile.NAME), LinkOption.NOFOLLOW_LINKS);
    if (!looksLikeOne) {
      throw unfit("folder " + folder + " is not a data directory")
          .detail("it lacks PG_VERSION or " + ControlFile.NAME);
    }
    try {
      return ControlFile.read(folder);
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      throw unfit("folder " + folder + " does not say which cluster it is of")
          .detail(fault.detail().orElse(fault.getMessage()))
          .cause(fault);
    }
  }

  private void requireLinked(Path link) throws IOException {
    boolean linked =
        Files.isSymbolicLink(link)
            && link.resolveSibling(Files.readSymbolicLink(link)).normalize().equals(folder);
    if (!linked) {
      throw unfit("folder " + folder + " is not a tablespace of the cluster in " + dataDirectory)
          .detail(link + " does not lead to it");
    }
  }

  private static Fault unfit(String what) {
    return Fault.of(ProtectError.RESTORE_OVER_UNFIT, what)
        .hint("Name the data directory of the cluster, or restore without --delta.");
  }

  /// Throws `restore-over-unfit` for the marker of a restore over another cluster.
  void requireSame(FileChannel marker) throws IOException {
    String was = text(marker);
    if (was.startsWith(PREFIX) && !was.equals(line())) {
      throw unfit("a restore over another cluster was interrupted in " + folder)
          .detail("its marker says: " + was.strip());
    }
  }

  private String line() {
    return PREFIX + Long.toUnsignedString(system) + "\n";
  }

  /// Notes in the marker of which cluster the folder is, then has no server start on it.
  void note(FileChannel marker) throws IOException {
    marker.truncate(0);
    marker.write(ByteBuffer.wrap(line().getBytes(StandardCharsets.US_ASCII)), 0);
    marker.force(true);
    Files.deleteIfExists(folder.resolve(ControlFile.NAME));
    if (Files.isDirectory(folder.resolve("global"))) {
      ChunkWriter.flush(folder.resolve("global"));
    }
  }

  /// Throws `restore-target-not-empty` for the marker of an interrupted restore over a cluster:
  /// what is in the folder is not for another restore to remove.
  static void requireNoneIn(FileChannel marker, Path folder) throws IOException {
    if (text(marker).startsWith(PREFIX)) {
      throw Fault.of(
              ProtectError.RESTORE_TARGET_NOT_EMPTY,
              "a restore over the cluster in " + folder + " was interrupted")
          .hint("Use --delta again, which continues it, or empty the folder.");
    }
  }

  private static String text(FileChannel marker) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(MARKER_BYTES);
    int count = marker.read(bytes, 0);
    return new String(bytes.array(), 0, Math.max(0, count), StandardCharsets.US_ASCII);
  }
}
