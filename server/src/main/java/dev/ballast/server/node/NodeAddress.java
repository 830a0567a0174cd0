package dev.ballast.server.node;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.IoReason;
import dev.ballast.evidence.json.Json;
import dev.ballast.server.ServerError;
import dev.ballast.server.http.NodeClient;
import dev.ballast.server.tls.PinnedCertificate;
import dev.ballast.targets.config.ListenSettings;
import dev.ballast.targets.config.ListenSettings.ServerTls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/// Where the node of a folder listens, written down for the commands of its user.
///
/// @param url as this machine reaches it
/// @param certificate the PEM file of what it shows
public record NodeAddress(URI url, Optional<Path> certificate) {
  private static final String FILE = "address.json";

  /// An address that stands for all of the machine is reached on loopback.
  static NodeAddress of(ListenSettings listen, int port) {
    String host =
        switch (listen.address()) {
          case "0.0.0.0" -> "127.0.0.1";
          case "::" -> "::1";
          default -> listen.address();
        };
    return new NodeAddress(
        URI.create(
            (listen.tls().isPresent() ? "https://" : "http://")
                + (host.indexOf(':') >= 0 ? "[" + host + "]" : host)
                + ":"
                + port),
        listen.tls().map(ServerTls::certificate));
  }

  /// Replaces what a node of that folder wrote before.
  void write(Path folder) {
    Path half = folder.resolve(FILE + ".half");
    try {
      Files.write(half, Json.write(this));
      Files.move(
          half,
          folder.resolve(FILE),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Throws `token-unreadable` where no node was started with that folder.
  public static NodeAddress existing(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      return Json.read(Files.readAllBytes(file), NodeAddress.class);
    } catch (IOException e) {
      throw unknown(IoReason.of(e)).cause(e);
    } catch (JacksonException e) {
      throw unknown(file + ": it is not what a node wrote").cause(e);
    }
  }

  private static Fault unknown(String why) {
    return Fault.of(ServerError.TOKEN_UNREADABLE, "the address of a node cannot be read")
        .detail(why)
        .hint("Start a node with ballast serve, as the same user, or name its folder: --state.");
  }

  /// The same node at another port.
  public NodeAddress withPort(int port) {
    return new NodeAddress(
        URI.create(url.getScheme() + "://" + url.getHost() + ":" + port), certificate);
  }

  /// A client with the folder's token.
  public NodeClient client(AccessToken token) {
    return new NodeClient(url, token.reveal(), certificate.map(PinnedCertificate::of));
  }
}
