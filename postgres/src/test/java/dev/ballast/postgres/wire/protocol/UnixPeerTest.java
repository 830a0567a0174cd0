package dev.ballast.postgres.wire.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnixPeerTest {
  @TempDir private Path folder;

  private UserPrincipal user(String name) throws IOException {
    return folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name);
  }

  @Test
  void theKernelNamesWhoListens() throws IOException {
    Path socket = folder.resolve(".s.PGSQL.5432");
    try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      listener.bind(UnixDomainSocketAddress.of(socket));
      UserPrincipal me = Files.getOwner(socket);

      try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
        UnixPeer peer = UnixPeer.of(channel);

        assertThat(peer.user()).isEqualTo(me);
        assertThatCode(() -> peer.checkFor(socket)).doesNotThrowAnyException();
      }
    }
  }

  @Test
  void anotherProcessThatListensInTheFolderIsRefused() throws IOException {
    Path socket = folder.resolve(".s.PGSQL.5432");
    UnixPeer stranger = new UnixPeer(user("nobody"));

    assertThatExceptionOfType(UnixPeerException.class)
        .isThrownBy(() -> stranger.checkFor(socket))
        .withMessageStartingWith("user nobody listens at ");
    assertThatCode(() -> new UnixPeer(user("root")).checkFor(socket)).doesNotThrowAnyException();
  }
}
