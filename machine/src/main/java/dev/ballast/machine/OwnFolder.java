package dev.ballast.machine;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.IoReason;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Folders that must be this user's alone, at places where somebody else may have been first.
public final class OwnFolder {
  private static final int OTHERS_WRITE = 0002;
  private static final int OTHERS_PASS = 0001;
  private static final int STICKY = 01000;

  private OwnFolder() {}

  /// Makes a folder, and those above it that are missing, or takes the one that is there when it
  /// belongs to this user, nobody else may write in it, and nobody else can put another in its
  /// place.
  ///
  /// Throws `temporary-folder-unsafe` otherwise.
  public static Path require(Path path, String permissions) throws IOException {
    Path absolute = path.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    if (parent == null) {
      throw unsafe(absolute, "it is the root of the file system");
    }
    Files.createDirectories(parent);
    // Links above are the operator's; below the real parent there are none.
    Path real = parent.toRealPath().resolve(absolute.getFileName());
    requireSafeWay(real.getParent());
    Set<PosixFilePermission> wanted = PosixFilePermissions.fromString(permissions);
    try {
      Files.createDirectory(real, PosixFilePermissions.asFileAttribute(wanted));
    } catch (FileAlreadyExistsException e) {
      requireOwn(real);
    }
    Files.setPosixFilePermissions(real, wanted);
    return real;
  }

  /// Anyone who may write in a folder above can swap what is in it, unless it is a shared one in
  /// which each may only touch what is his.
  private static void requireSafeWay(Path folder) throws IOException {
    Optional<String> danger = dangerOnTheWay(folder);
    if (danger.isPresent()) {
      throw unsafe(folder, danger.get());
    }
  }

  private static Optional<String> dangerOnTheWay(Path folder) throws IOException {
    for (Path p = folder; p != null; p = p.getParent()) {
      Map<String, Object> attributes = Files.readAttributes(p, "unix:uid,mode");
      long owner = ((Integer) attributes.get("uid")).longValue();
      int mode = (Integer) attributes.get("mode");
      if (owner != 0 && owner != Places.uid()) {
        return Optional.of(p + " belongs to user id " + owner);
      }
      if ((mode & OTHERS_WRITE) != 0 && (mode & STICKY) == 0) {
        return Optional.of("everybody may write in " + p);
      }
    }
    return Optional.empty();
  }

  /// As [#obstacleTo], of a folder that may not be there yet.
  public static Optional<String> obstacleOnTheWayTo(Path folder) {
    Path there = folder;
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    return obstacleTo(there);
  }

  /// Why no folder may be made below this one that servers work in, if there is a reason: it is not
  /// there, somebody else could swap what is in it, or the user that root hands over to could not
  /// pass through.
  public static Optional<String> obstacleTo(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Optional.of(folder + " is not a folder");
    }
    try {
      Path real = folder.toRealPath();
      Optional<String> danger = dangerOnTheWay(real);
      if (danger.isPresent() || !Places.isRoot()) {
        return danger;
      }
      for (Path p = real; p != null; p = p.getParent()) {
        if (((Integer) Files.getAttribute(p, "unix:mode") & OTHERS_PASS) == 0) {
          return Optional.of("the user that servers run as may not pass through " + p);
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(folder + ": " + IoReason.of(e));
    }
  }

  private static void requireOwn(Path folder) throws IOException {
    Map<String, Object> attributes =
        Files.readAttributes(folder, "unix:uid,mode,isDirectory", LinkOption.NOFOLLOW_LINKS);
    long owner = ((Integer) attributes.get("uid")).longValue();
    int mode = (Integer) attributes.get("mode");
    if (!Boolean.TRUE.equals(attributes.get("isDirectory"))) {
      throw unsafe(folder, "it is a link or a file");
    }
    if (owner != Places.uid()) {
      throw unsafe(folder, "it belongs to user id " + owner + ", not to " + Places.uid());
    }
    if ((mode & 0022) != 0) {
      throw unsafe(folder, "others may write in it, mode " + Integer.toOctalString(mode & 07777));
    }
  }

  private static Fault unsafe(Path folder, String why) {
    return Fault.of(
            MachineError.TEMPORARY_FOLDER_UNSAFE, "folder " + folder + " is not safe to work in")
        .detail(why)
        .hint(
            "Look at who made it and what is in it; remove it, or name another folder in"
                + " BALLAST_TEMP, BALLAST_CACHE or --work-dir.");
  }
}
