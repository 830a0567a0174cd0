package dev.ballast.vault.store;

import com.sun.security.auth.module.UnixSystem;
import dev.ballast.evidence.Fault;
import dev.ballast.vault.format.VaultError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Who else could write to a vault's folder, or put another in its place. Objects are sealed, so
/// reading from such a folder is safe; writing into it is not, for links planted there lead
/// elsewhere.
///
/// The owner of a folder above could put another in its place, too, and is often the user whose
/// checkout or home it is: that is a warning, for no link is followed within the vault, and another
/// vault in its place is noticed.
public final class FolderSafety {
  /// The sub-folders of a vault.
  public static final List<String> FOLDERS =
      List.of("keys", "packs", "indexes", "backups", "evidence", "locks", "tails", "tmp");

  private static final int OTHERS_WRITE = 0022;
  private static final int STICKY = 01000;

  private FolderSafety() {}

  /// What is unsafe about the folder, its sub-folders and the folders above it; empty where nothing
  /// is. A folder that is missing is another fault.
  public static List<String> problems(Path vault, List<String> subfolders) {
    List<String> problems = new ArrayList<>();
    try {
      Path folder = vault.toRealPath();
      inspect(folder, false, problems);
      for (String subfolder : subfolders) {
        inspect(folder.resolve(subfolder), false, problems);
      }
      for (Path above = folder.getParent(); above != null; above = above.getParent()) {
        inspect(above, true, problems);
      }
    } catch (NoSuchFileException missing) {
      return List.of();
    } catch (IOException e) {
      throw FileFaults.reading(vault, "the vault's folders", e);
    }
    return problems;
  }

  /// What is worth a warning and no refusal: whose the folders above are.
  public static List<String> warnings(Path vault) {
    List<String> warnings = new ArrayList<>();
    try {
      Path folder = vault.toRealPath();
      for (Path above = folder.getParent(); above != null; above = above.getParent()) {
        inspectOwner(above, warnings);
      }
    } catch (NoSuchFileException missing) {
      return List.of();
    } catch (IOException e) {
      throw FileFaults.reading(vault, "the folders above the vault", e);
    }
    return warnings;
  }

  /// What is unsafe about the place where a vault is to be made: whose folder it would be in. The
  /// mode of a folder that is there already does not count, for the making sets it.
  static List<String> problemsOfPlace(Path vault) throws IOException {
    List<String> problems = new ArrayList<>();
    Path place = vault.toAbsolutePath().normalize();
    while (!Files.exists(place, LinkOption.NOFOLLOW_LINKS) && place.getParent() != null) {
      place = place.getParent();
    }
    boolean exists = place.equals(vault.toAbsolutePath().normalize());
    place = place.toRealPath();
    if (exists) {
      inspectOwner(place, problems);
    }
    for (Path above = exists ? place.getParent() : place;
        above != null;
        above = above.getParent()) {
      inspect(above, true, problems);
    }
    return problems.stream().distinct().toList();
  }

  /// Refuses to write into an unsafe folder.
  public static void requireNone(Path vault, List<String> problems) {
    if (!problems.isEmpty()) {
      throw Fault.of(
              VaultError.VAULT_FOLDER_UNSAFE, "somebody else can write to the vault at " + vault)
          .detail(String.join("; ", problems))
          .hint(
              "Make the folder belong to the user Ballast runs as, with `chmod -R go-w`, below"
                  + " folders that others cannot write to.");
    }
  }

  private static void inspect(Path folder, boolean above, List<String> problems)
      throws IOException {
    try {
      if (!PlainFiles.look(folder).isDirectory()) {
        problems.add(folder + " is a link or a file");
        return;
      }
      if (!above) {
        inspectOwner(folder, problems);
      }
      int mode = attribute(folder, "unix:mode");
      boolean sticky = above && (mode & STICKY) != 0;
      if ((mode & OTHERS_WRITE) != 0 && !sticky) {
        problems.add(folder + " can be written to by others, mode %04o".formatted(mode & 07777));
      }
    } catch (NoSuchFileException missing) {
      return;
    }
  }

  private static void inspectOwner(Path folder, List<String> problems) throws IOException {
    int owner = attribute(folder, "unix:uid");
    if (owner != 0 && owner != new UnixSystem().getUid()) {
      problems.add(folder + " belongs to the user with the number " + owner);
    }
  }

  private static int attribute(Path path, String name) throws IOException {
    return (Integer) Files.getAttribute(path, name, LinkOption.NOFOLLOW_LINKS);
  }
}
