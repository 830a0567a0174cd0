package dev.ballast.lab.twin;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.IoReason;
import dev.ballast.lab.LabError;
import dev.ballast.postgres.server.PostgresServer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;

/// How many pages the relations of a twin have on the target. The planner counts the pages of the
/// file itself (`estimate_rel_size` in `plancat.c`), so the files of a copy are made as long, by
/// holes that take no room. PostgreSQL reads a page of zeros as one that was never used.
///
/// @param files those that have any
public record PageCounts(List<FileOfRelation> files) {
  private static final long PAGE = 8192;

  /// Pages of a full segment: `RELSEG_SIZE`, 1 GB in every build that Ballast starts.
  private static final long SEGMENT = 131072;

  public PageCounts {
    files = List.copyOf(files);
  }

  /// One file.
  ///
  /// @param path of its first segment, relative to the data directory
  public record FileOfRelation(String path, long pages) {
    public FileOfRelation {
      requireNonNull(path, "path is null");
    }
  }

  /// Makes the files of a stopped server's data directory that long; one that is longer stays.
  public void applyTo(Path data) {
    for (FileOfRelation file : files) {
      Path first = data.resolve(file.path()).normalize();
      if (!first.startsWith(data)) {
        throw new IllegalArgumentException(file.path() + " is not in the data directory");
      }
      try {
        lengthen(first, file.pages());
      } catch (IOException e) {
        throw Fault.of(LabError.LAB_NOT_WRITABLE, "file " + first + " cannot be made longer")
            .detail(IoReason.withoutFile(e))
            .hint("Put the lab on a file system that takes files with holes, such as XFS or ext4.")
            .cause(e);
      }
    }
  }

  private static void lengthen(Path first, long pages) throws IOException {
    for (long segment = 0; segment * SEGMENT < pages; segment++) {
      Path file = segment == 0 ? first : first.resolveSibling(first.getFileName() + "." + segment);
      boolean fresh = Files.notExists(file, LinkOption.NOFOLLOW_LINKS);
      lengthenTo(file, Math.min(SEGMENT, pages - segment * SEGMENT) * PAGE);
      if (fresh) {
        PostgresServer.own(file);
      }
    }
  }

  /// The last byte is written: a hole grows behind what is there.
  private static void lengthenTo(Path file, long bytes) throws IOException {
    try (SeekableByteChannel channel =
        Files.newByteChannel(
            file,
            Set.of(
                StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS))) {
      if (channel.size() < bytes) {
        channel.position(bytes - 1).write(ByteBuffer.allocate(1));
      }
    }
  }
}
