package dev.ballast.protect.restore;

import dev.ballast.machine.Directories;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;

/// What is in the folders of a cluster that is brought to the state of a backup: what the backup
/// has no place for goes, the rest is made fit to be compared. For one thread.
///
/// Nothing is followed: a link where the backup has a file or a folder is removed, not what it
/// leads to. A file with a second name, as a copy by hard links leaves it, is removed here and
/// keeps its content there.
final class PresentFiles {
  private final Set<Path> files = new HashSet<>();
  private final Set<Path> folders = new HashSet<>();
  private final Set<Path> kept = new HashSet<>();
  private long removed;

  /// Says that the backup has this file.
  void expectFile(Path file) {
    files.add(file);
    expectFolder(file.getParent());
  }

  /// Says that the backup has this folder, and those above it.
  void expectFolder(Path folder) {
    for (Path p = folder; p != null && folders.add(p); ) {
      p = p.getParent();
    }
  }

  /// Removes from a folder what the backup does not have there.
  ///
  /// @param spared the name of a file in it that stays
  void clear(Path root, String spared) throws IOException {
    clear(root, Set.of(root.resolve(spared)));
  }

  private void clear(Path folder, Set<Path> spared) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (!spared.contains(entry)) {
          look(entry);
        }
      }
    }
  }

  private void look(Path entry) throws IOException {
    PosixFileAttributes attributes =
        Files.readAttributes(entry, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (attributes.isDirectory() && folders.contains(entry)) {
      // Before it is entered: nobody else can then put a link where a file was looked at.
      RestoreFolder.takeOver(entry);
      Files.setPosixFilePermissions(entry, PosixFilePermissions.fromString("rwx------"));
      clear(entry, Set.of());
    } else if (attributes.isRegularFile() && files.contains(entry) && names(entry) == 1) {
      RestoreFolder.takeOver(entry);
      Files.setPosixFilePermissions(entry, PosixFilePermissions.fromString("rw-------"));
      kept.add(entry);
    } else {
      Directories.delete(entry);
      removed++;
    }
  }

  private static int names(Path file) throws IOException {
    return switch (Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS)) {
      case Integer count -> count;
      case null, default -> throw new NoSuchFileException(file.toString());
    };
  }

  /// Whether the file is there, to be compared.
  boolean has(Path file) {
    return kept.contains(file);
  }

  /// Files, links and whole folders that went.
  long removed() {
    return removed;
  }
}
