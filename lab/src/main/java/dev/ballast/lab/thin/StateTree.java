package dev.ballast.lab.thin;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.IoReason;
import dev.ballast.lab.LabError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// What is in a state, as it is copied. Immutable.
///
/// @param root the state's folder
/// @param folders each before those in it; the first is the root itself
/// @param links with where they lead within the root
record StateTree(Path root, List<Entry> folders, List<Entry> files, List<Link> links) {
  /// What a file takes is counted in these.
  private static final long BLOCK = 4096;

  private static final String POSTMASTER = "postmaster.pid";

  StateTree {
    requireNonNull(root, "root is null");
    folders = List.copyOf(folders);
    files = List.copyOf(files);
    links = List.copyOf(links);
  }

  /// @param path relative to the root
  /// @param modified the time of the last change, in nanoseconds
  record Entry(Path path, long size, Owner owner, int mode, long modified) {
    private String line() {
      return "%s %d %d %d %o %d".formatted(path, size, owner.uid(), owner.gid(), mode, modified);
    }
  }

  /// Whose a file is, by number.
  record Owner(int uid, int gid) {}

  /// A symbolic link.
  ///
  /// @param path relative to the root
  /// @param target relative to the root
  record Link(Path path, Path target, Owner owner) {
    private String line() {
      return path + " -> " + target;
    }
  }

  /// Reads what is there.
  ///
  /// Throws `lab-state-unfit` for what a copy would share with the state: a link that leads out of
  /// it, a socket, a device. Throws `lab-state-in-use` where a server runs there.
  static StateTree of(Path state) {
    Path root = state.toAbsolutePath().normalize();
    Reader reader = new Reader(root);
    try {
      Files.walkFileTree(root, reader);
    } catch (IOException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw CommonError.interrupted("reading a prepared state");
      }
      throw Fault.of(LabError.LAB_STATE_UNFIT, "prepared state " + root + " cannot be read")
          .detail(IoReason.of(e))
          .hint("Make the clone again.")
          .cause(e);
    }
    return new StateTree(root, reader.folders, reader.files, reader.links);
  }

  /// The bytes of all files.
  long size() {
    return files.stream().mapToLong(Entry::size).sum();
  }

  /// What all files take where each has its own blocks.
  long bytes() {
    return files.stream().mapToLong(f -> Math.ceilDiv(f.size(), BLOCK) * BLOCK).sum();
  }

  /// What names, folders and attributes take, at the most of the usual file systems.
  long bytesOfNames() {
    return BLOCK * (files.size() + 2L * folders.size() + links.size());
  }

  /// Whether the root is the data directory of a cluster, and not a folder that holds one.
  boolean isDataDirectory() {
    return isDataDirectory(root);
  }

  static boolean isDataDirectory(Path folder) {
    return Files.exists(folder.resolve("PG_VERSION"), LinkOption.NOFOLLOW_LINKS);
  }

  StateStamp stamp() {
    MessageDigest digest = sha256();
    Stream.of(
            folders.stream().map(f -> "folder " + f.line()),
            files.stream().map(f -> "file " + f.line()),
            links.stream().map(l -> "link " + l.line()))
        .flatMap(lines -> lines.sorted(Comparator.naturalOrder()))
        .forEach(line -> digest.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
    return new StateStamp(HexFormat.of().formatHex(digest.digest()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  private static final class Reader extends SimpleFileVisitor<Path> {
    private final Path root;
    private final List<Entry> folders = new ArrayList<>();
    private final List<Entry> files = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();

    Reader(Path root) {
      this.root = root;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      if (Thread.currentThread().isInterrupted()) {
        throw new IOException("interrupted");
      }
      folders.add(entry(folder, 0));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (file.endsWith(POSTMASTER) && isDataDirectory(file.getParent())) {
        throw Fault.of(LabError.LAB_STATE_IN_USE, "a server runs on a prepared state")
            .detail(file + " is there")
            .hint("Stop the server. If it was killed, make the clone again.");
      }
      if (attributes.isSymbolicLink()) {
        links.add(link(file));
      } else if (attributes.isRegularFile()) {
        files.add(entry(file, attributes.size()));
      } else {
        throw unfit(file, "it is neither a file nor a folder");
      }
      return FileVisitResult.CONTINUE;
    }

    private Entry entry(Path path, long size) throws IOException {
      Map<String, Object> attributes =
          Files.readAttributes(
              path, "unix:uid,gid,mode,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
      return new Entry(
          root.relativize(path),
          size,
          new Owner((Integer) attributes.get("uid"), (Integer) attributes.get("gid")),
          (Integer) attributes.get("mode") & 07777,
          ((FileTime) attributes.get("lastModifiedTime")).to(TimeUnit.NANOSECONDS));
    }

    private Link link(Path link) throws IOException {
      Path target = link.resolveSibling(Files.readSymbolicLink(link)).normalize();
      if (!target.startsWith(root)) {
        throw unfit(link, "it leads to " + target + ", out of the state");
      }
      Map<String, Object> attributes =
          Files.readAttributes(link, "unix:uid,gid", LinkOption.NOFOLLOW_LINKS);
      return new Link(
          root.relativize(link),
          root.relativize(target),
          new Owner((Integer) attributes.get("uid"), (Integer) attributes.get("gid")));
    }

    private static Fault unfit(Path path, String why) {
      return Fault.of(LabError.LAB_STATE_UNFIT, "a prepared state holds what is not copied")
          .detail(path + ": " + why)
          .hint("Make the clone again, with all its tablespaces in the lab's folder.");
    }
  }
}
