package dev.ballast.targets.secret;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
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

  private SecretFile() {}

  /// The file's text. The rule on permissions is that of PostgreSQL's `ssl_key_file`: mode 0600 or
  /// less; 0640 or less where root owns the file.
  static String read(Path path) {
    try {
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
          .hint("Run as root: chown " + System.getProperty("user.name") + " " + path)
          .cause(e);
    } catch (IOException e) {
      throw Fault.of(TargetsError.SECRET_MISSING, "the secret's file cannot be read: " + path)
          .detail(String.valueOf(e.getMessage()))
          .cause(e);
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
