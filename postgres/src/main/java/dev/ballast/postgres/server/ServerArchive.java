package dev.ballast.postgres.server;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.tukaani.xz.XZInputStream;

/// An archive of server programs: nothing of it is unpacked before all of it was compared with its
/// SHA-256, and no entry is made outside of its folder or with more than common permissions.
final class ServerArchive {
  /// Over the largest of the pinned archives, and over what it holds.
  static final long MAX_ARCHIVE_BYTES = 256L << 20;

  static final long MAX_UNPACKED_BYTES = 2L << 30;
  static final int MAX_ENTRIES = 20_000;

  private static final int SPECIAL_BITS = 07000;

  private ServerArchive() {}

  /// Copies the archive beside `into`, compares the copy's digest, and unpacks it.
  ///
  /// @param sha256 in hexadecimal digits
  static void unpack(InputStream archive, String sha256, Path into) throws IOException {
    Path copy = into.resolveSibling(into.getFileName() + ".txz");
    try {
      String digest = copy(archive, copy);
      if (!digest.equals(sha256)) {
        throw new IOException(
            "the archive's SHA-256 is "
                + digest
                + ", the one that Ballast was built with is "
                + sha256);
      }
      try (InputStream checked = new BufferedInputStream(Files.newInputStream(copy), 1 << 16)) {
        extract(checked, into);
      }
    } finally {
      Files.deleteIfExists(copy);
    }
  }

  private static String copy(InputStream archive, Path copy) throws IOException {
    try (DigestInputStream in = new DigestInputStream(archive, sha256());
        OutputStream out =
            Files.newOutputStream(copy, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      byte[] buffer = new byte[1 << 16];
      long total = 0;
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        total += count;
        if (total > MAX_ARCHIVE_BYTES) {
          throw new IOException("the archive is larger than " + MAX_ARCHIVE_BYTES + " bytes");
        }
        out.write(buffer, 0, count);
      }
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    }
  }

  static void extract(InputStream archive, Path into) throws IOException {
    TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(archive));
    long left = MAX_UNPACKED_BYTES;
    int entries = 0;
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      left -= Math.max(0, entry.getSize());
      entries++;
      if (left < 0 || entries > MAX_ENTRIES) {
        throw new IOException("the archive holds more than a server");
      }
      Path path = into.resolve(entry.getName()).normalize();
      require(path.startsWith(into), entry, "leaves its folder");
      require(throughFolders(into, path), entry, "goes through a link");
      require((entry.getMode() & SPECIAL_BITS) == 0, entry, "changes who runs it");
      if (entry.isDirectory()) {
        Files.createDirectories(path);
      } else if (entry.isSymbolicLink()) {
        Path target = path.resolveSibling(entry.getLinkName()).normalize();
        require(!Path.of(entry.getLinkName()).isAbsolute(), entry, "links to a fixed place");
        require(target.startsWith(into), entry, "links out of its folder");
        Files.createDirectories(path.getParent());
        Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
      } else {
        require(isPlainFile(entry), entry, "is not a plain file");
        Files.createDirectories(path.getParent());
        Files.copy(tar, path);
        Files.setPosixFilePermissions(path, permissions(entry.getMode()));
      }
    }
  }

  /// No hard link, device, pipe or file with holes.
  private static boolean isPlainFile(TarArchiveEntry entry) {
    return entry.getLinkFlag() == TarConstants.LF_NORMAL
        || entry.getLinkFlag() == TarConstants.LF_OLDNORM;
  }

  private static void require(boolean holds, TarArchiveEntry entry, String otherwise)
      throws IOException {
    if (!holds) {
      throw new IOException("archive entry " + otherwise + ": " + entry.getName());
    }
  }

  /// Whether each folder on the way is one, if it is there yet; a link that an earlier entry made
  /// would lead elsewhere.
  private static boolean throughFolders(Path into, Path path) {
    for (Path each = path.getParent();
        each != null && each.startsWith(into) && !each.equals(into);
        each = each.getParent()) {
      if (Files.isSymbolicLink(each)) {
        return false;
      }
    }
    return true;
  }

  /// Readable by all, since as root the server runs as another user; executable where it was.
  static Set<PosixFilePermission> permissions(int mode) {
    Set<PosixFilePermission> set =
        EnumSet.of(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.OTHERS_READ);
    if ((mode & 0100) != 0) {
      set.add(PosixFilePermission.OWNER_EXECUTE);
      set.add(PosixFilePermission.GROUP_EXECUTE);
      set.add(PosixFilePermission.OTHERS_EXECUTE);
    }
    return set;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
