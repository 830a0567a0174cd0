package dev.ballast.targets.secret;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.IoReason;
import dev.ballast.targets.TargetsError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/// A file that holds a secret. It is read only if only its owner could have read or changed
/// it.
final class SecretFile {
  /// Far above any key or password; keeps a wrong path from filling the memory.
  static final int MAX_BYTES = 64 * 1024;

  private static final Set<PosixFilePermission> OWNERS =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  /// The kinds of files in `st_mode`, see inode(7).
  private static final int S_IFMT = 0170000;

  private static final int S_IFCHR = 0020000;
  private static final int S_IFDIR = 0040000;
  private static final int S_IFBLK = 0060000;

  private SecretFile() {}

  /// The file's text. The rule on permissions is that of PostgreSQL's `ssl_key_file`: mode 0600 or
  /// less; 0640 or less where root owns the file.
  static String read(Path path) {
    try {
      requireReadable(path);
      requirePrivate(path);
      try (InputStream in = Files.newInputStream(path)) {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
          throw Fault.of(
              TargetsError.SECRET_MISSING,
              "the file " + path + " is longer than " + MAX_BYTES + " bytes, so it is no secret");
        }
        return new String(bytes, StandardCharsets.UTF_8);
      }
    } catch (ClosedByInterruptException e) {
      throw CommonError.interrupted("reading a secret's file");
    } catch (NoSuchFileException e) {
      throw Fault.of(TargetsError.SECRET_MISSING, "the secret's file does not exist: " + path)
          .hint("Write the secret into the file, then run: chmod 600 " + path)
          .cause(e);
    } catch (AccessDeniedException e) {
      throw Fault.of(
              TargetsError.SECRET_MISSING, "the secret's file cannot be read by this user: " + path)
          .hint("Run as root: chown " + System.getProperty("user.name") + " '" + path + "'")
          .cause(e);
    } catch (IOException e) {
      throw Fault.of(TargetsError.SECRET_MISSING, "the secret's file cannot be read: " + path)
          .detail(IoReason.withoutFile(e))
          .cause(e);
    }
  }

  /// A pipe will do, as a shell's `<(...)` gives one; a folder has no text, a device no end.
  private static void requireReadable(Path path) throws IOException {
    int kind = Files.getAttribute(path, "unix:mode") instanceof Integer mode ? mode & S_IFMT : 0;
    String found =
        switch (kind) {
          case S_IFDIR -> "a folder";
          case S_IFCHR, S_IFBLK -> "a device";
          default -> "";
        };
    if (!found.isEmpty()) {
      throw Fault.of(TargetsError.SECRET_MISSING, "the secret's file is " + found + ": " + path)
          .hint("Name a file that holds the secret and nothing else.");
    }
  }

  /// Throws `secret-exposed` unless the file is private to its owner.
  static void requirePrivate(Path path) throws IOException {
    Set<PosixFilePermission> given = Files.getPosixFilePermissions(path);
    Set<PosixFilePermission> allowed = EnumSet.copyOf(OWNERS);
    if (Files.getAttribute(path, "unix:uid") instanceof Integer uid && uid == 0) {
      allowed.add(PosixFilePermission.GROUP_READ);
    }
    if (!allowed.containsAll(given)) {
      throw Fault.of(
              TargetsError.SECRET_EXPOSED, "the secret's file is open to other users: " + path)
          .detail("its permissions are " + PosixFilePermissions.toString(given))
          .hint("Run: chmod 600 " + path + " and consider the secret known to others.");
    }
  }
}
