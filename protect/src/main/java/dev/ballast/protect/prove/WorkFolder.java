package dev.ballast.protect.prove;

import dev.ballast.evidence.Fault;
import dev.ballast.machine.OwnFolder;
import dev.ballast.machine.Places;
import dev.ballast.protect.ProtectError;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The folder that an operator names for the copies of proofs.
public final class WorkFolder {
  /// What shows that a folder belongs to a cluster, to a restore that runs, or to a vault.
  private static final List<String> OF_OTHERS =
      List.of("PG_VERSION", "postmaster.pid", ".ballast-restore", "vault.json");

  private WorkFolder() {}

  /// Where in it copies are made: a folder of this user's, so that nothing else is touched.
  ///
  /// Throws `work-folder-unusable` where it is no folder, others could swap what is in it, or it
  /// is in a data directory or a vault.
  public static Path within(Path named) {
    Path folder = named.toAbsolutePath().normalize();
    Optional<String> obstacle = OwnFolder.obstacleTo(folder);
    if (obstacle.isPresent()) {
      throw unusable(folder, obstacle.get());
    }
    for (Path p = folder; p != null; p = p.getParent()) {
      for (String name : OF_OTHERS) {
        if (Files.exists(p.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
          throw unusable(folder, p + " holds " + name + " and is in use as something else");
        }
      }
    }
    return Places.ownBelow(folder);
  }

  private static Fault unusable(Path folder, String why) {
    return Fault.of(ProtectError.WORK_FOLDER_UNUSABLE, "no copy can be restored below " + folder)
        .detail(why)
        .hint(
            "Name a folder that is there, that root or this user owns, and that no server and no"
                + " vault uses.");
  }
}
