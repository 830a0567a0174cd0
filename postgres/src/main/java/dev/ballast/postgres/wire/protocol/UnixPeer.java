package dev.ballast.postgres.wire.protocol;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import jdk.net.ExtendedSocketOptions;

/// The user at the other end of a Unix-domain socket, as the kernel knows it: the one who listens
/// there. See libpq's `requirepeer`.
record UnixPeer(UserPrincipal user) {
  /// Who may put a socket anywhere in any case.
  private static final String ROOT = "root";

  UnixPeer {
    requireNonNull(user, "user is null");
  }

  static UnixPeer of(SocketChannel connected) throws IOException {
    return new UnixPeer(connected.getOption(ExtendedSocketOptions.SO_PEERCRED).user());
  }

  /// Who owns the folder decides what is in it, as does root. Anybody else who listens there
  /// got in because the folder is open to others, as `/tmp` is, and is not a server of its owner's.
  void checkFor(Path socket) throws IOException {
    UserPrincipal owner = Files.getOwner(socket.toAbsolutePath().getParent());
    if (!user.equals(owner) && !user.getName().equals(ROOT)) {
      throw new UnixPeerException(
          "user "
              + user.getName()
              + " listens at "
              + socket
              + ", in a folder that belongs to "
              + owner.getName());
    }
  }
}
