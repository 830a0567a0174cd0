package dev.ballast.protect.restore;

import dev.ballast.evidence.Fault;
import dev.ballast.machine.Account;
import dev.ballast.machine.Places;
import dev.ballast.machine.ServerUser;
import dev.ballast.protect.ProtectError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The user of the operating system that a restored cluster belongs to in the end, and so who
/// starts it: PostgreSQL refuses root.
final class ClusterOwner {
  private ClusterOwner() {}

  /// The user that was named; otherwise, as root, the one whose folder the cluster is put into, or
  /// the one that servers run as where that is root's; without root, the one that restores.
  ///
  /// Throws `restore-owner-unfit` where there is no such user, or it could not start a server
  /// there.
  ///
  /// @param serverRuns whether a server is to run there before, as the user that servers run as
  static ServerUser of(Optional<String> named, Path into, boolean serverRuns) {
    ServerUser own = ServerUser.of(Account.CLUSTERS);
    if (!Places.isRoot()) {
      named.ifPresent(name -> requireSelf(name));
      return own;
    }
    ServerUser owner = named.map(ClusterOwner::named).orElseGet(() -> ofFolder(into).orElse(own));
    requireWay(owner, into);
    if (serverRuns) {
      requireWay(own, into);
    }
    return owner;
  }

  private static void requireSelf(String name) {
    if (!name.equals(System.getProperty("user.name"))) {
      throw Fault.of(ProtectError.RESTORE_OWNER_UNFIT, "only root can give files to " + name)
          .detail("this is user " + System.getProperty("user.name"))
          .hint("Leave out --owner, or run this command as root or as that user.");
    }
  }

  private static ServerUser named(String name) {
    ServerUser user =
        ServerUser.named(name)
            .orElseThrow(
                () ->
                    Fault.of(ProtectError.RESTORE_OWNER_UNFIT, "there is no user " + name)
                        .detail("the operating system knows no user of that name")
                        .hint("Name a user that is there, such as postgres."));
    if (user.uid() == 0) {
      throw Fault.of(ProtectError.RESTORE_OWNER_UNFIT, "PostgreSQL does not run as root")
          .detail("user " + name + " is root")
          .hint("Name the user that is to run the server, such as postgres.");
    }
    return user;
  }

  private static Optional<ServerUser> ofFolder(Path into) {
    Path folder = existing(into);
    try {
      long uid = ((Integer) Files.getAttribute(folder, "unix:uid")).longValue();
      long gid = ((Integer) Files.getAttribute(folder, "unix:gid")).longValue();
      return uid == 0 ? Optional.empty() : Optional.of(ServerUser.numbered(uid, gid));
    } catch (IOException e) {
      throw RestoreFaults.writing(folder, e);
    }
  }

  /// The folder, or the nearest above it that is there.
  private static Path existing(Path into) {
    Path folder = into;
    while (!Files.exists(folder) && folder.getParent() != null) {
      folder = folder.getParent();
    }
    return folder;
  }

  /// Whether a user can pass through every folder above it that is there.
  static boolean reaches(ServerUser user, Path into) {
    Path parent = Optional.ofNullable(into.getParent()).map(ClusterOwner::existing).orElse(into);
    return user.may("-x", parent);
  }

  /// A folder that is there is the restore's to open; the way to it is not.
  private static void requireWay(ServerUser user, Path into) {
    if (!reaches(user, into)) {
      throw Fault.of(
              ProtectError.RESTORE_OWNER_UNFIT,
              "user " + user.other().orElse("") + " cannot reach " + into)
          .detail("a folder above it does not admit this user, which is to run a server there")
          .hint("Name a folder that this user can reach, or open the way: chmod o+x.");
    }
  }
}
