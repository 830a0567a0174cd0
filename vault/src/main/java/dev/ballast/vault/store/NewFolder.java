package dev.ballast.vault.store;

import dev.ballast.evidence.Fault;
import dev.ballast.vault.format.VaultError;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Lays out the folders of a new vault, and takes them away again when the making fails.
///
/// A folder that a killed making left is taken over: one that holds our empty sub-folders, and in
/// them at most files that a making writes before the vault exists. Anything else is somebody's.
final class NewFolder {
  private static final String FIRST_KEYRING = "keys/00000001";
  private static final String STAGED = "(keys\\.00000001|vault\\.json)\\.[0-9a-f]{16}";

  private final Path folder;
  private final List<String> subfolders;

  NewFolder(Path folder, List<String> subfolders) {
    this.folder = folder;
    this.subfolders = subfolders;
  }

  void make() throws IOException {
    Files.createDirectories(folder, PlainFiles.FOLDER_MODE);
    for (Path remains : remainsOfMaking()) {
      Files.delete(remains);
    }
    // an empty folder that was there, or one that an earlier making left, may have any mode
    Files.setPosixFilePermissions(folder, PlainFiles.FOLDER_MODE.value());
    for (String subfolder : subfolders) {
      Path child = folder.resolve(subfolder);
      Files.createDirectories(child, PlainFiles.FOLDER_MODE);
      Files.setPosixFilePermissions(child, PlainFiles.FOLDER_MODE.value());
    }
  }

  /// Removes what [#make] and the making after it wrote; the folder itself stays.
  void unmake() throws IOException {
    for (Path remains : remainsOfMaking()) {
      Files.delete(remains);
    }
    for (String subfolder : subfolders) {
      Files.deleteIfExists(folder.resolve(subfolder));
    }
  }

  private List<Path> remainsOfMaking() throws IOException {
    List<Path> remains = new ArrayList<>();
    for (Path child : children(folder)) {
      if (!subfolders.contains(nameOf(child))
          || !Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
        throw notEmpty(child);
      }
      for (Path file : children(child)) {
        String name = nameOf(child) + "/" + nameOf(file);
        boolean ours =
            name.equals(FIRST_KEYRING)
                || (nameOf(child).equals(FolderStore.STAGING) && nameOf(file).matches(STAGED));
        if (!ours || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          throw notEmpty(file);
        }
        remains.add(file);
      }
    }
    return remains;
  }

  private Fault notEmpty(Path what) {
    return Fault.of(VaultError.VAULT_EXISTS, "the folder " + folder + " is not empty")
        .detail("it holds " + folder.relativize(what))
        .hint("Name a new or empty folder for the vault.");
  }

  private static List<Path> children(Path directory) throws IOException {
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> content = Files.newDirectoryStream(directory)) {
      content.forEach(children::add);
    }
    return children;
  }

  private static String nameOf(Path path) {
    return String.valueOf(path.getFileName());
  }
}
