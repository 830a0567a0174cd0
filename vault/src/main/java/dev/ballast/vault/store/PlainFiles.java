package dev.ballast.vault.store;

import dev.ballast.evidence.Fault;
import dev.ballast.vault.format.Damage;
import dev.ballast.vault.format.VaultError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// The only way from a name to a file of a vault. Anyone who can write to the vault's storage can
/// plant links and pipes there: a link is never followed, neither as an object nor as a folder, and
/// what is not a plain file is never opened (a pipe would block forever).
final class PlainFiles {
  static final FileAttribute<Set<PosixFilePermission>> FOLDER_MODE = mode("rwx------");

  /// Read-only from the start: the mode binds later openings, not the one that writes.
  static final FileAttribute<Set<PosixFilePermission>> OBJECT_MODE = mode("r--------");

  static final FileAttribute<Set<PosixFilePermission>> LOCK_MODE = mode("rw-------");

  private PlainFiles() {}

  private static FileAttribute<Set<PosixFilePermission>> mode(String text) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
  }

  /// The place of an object, whose folder was just seen to be a folder of the vault itself.
  static Path locate(Path vault, String name) throws IOException {
    int slash = name.indexOf('/');
    if (slash > 0) {
      requireFolder(vault.resolve(name.substring(0, slash)));
    }
    return vault.resolve(name);
  }

  /// Refuses a link or a file in place of a folder; one that is missing is the caller's.
  static void requireFolder(Path folder) throws IOException {
    try {
      if (!look(folder).isDirectory()) {
        throw Fault.of(VaultError.VAULT_FOLDER_UNSAFE, folder + " is not a folder")
            .detail("a link or a file stands where the vault keeps a folder; it was not followed")
            .hint(
                "Find out who put it there, and fetch the folder from another copy of the vault.");
      }
    } catch (NoSuchFileException missing) {
      return;
    }
  }

  /// The length of an object; refuses what is not a plain file.
  static long length(Path file, String name) throws IOException {
    BasicFileAttributes attributes = look(file);
    if (!attributes.isRegularFile()) {
      throw Damage.damaged(name, "it is a link, a folder or a pipe, and was not opened");
    }
    return attributes.size();
  }

  static BasicFileAttributes look(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }
}
