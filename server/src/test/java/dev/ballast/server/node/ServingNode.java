package dev.ballast.server.node;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Undo;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.server.http.NodeClient;
import dev.ballast.store.database.StoreLocation;
import dev.ballast.targets.config.Configuration;
import dev.ballast.targets.config.ListenSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/// A node in a folder of its own that watches one server, `shop`, and has no vault.
public final class ServingNode implements AutoCloseable {
  private static final int MAJOR = 18;

  private final TemporaryFolder folder;
  private final TemporaryCluster server;
  private final NodeSettings settings;
  private final Node node;

  private ServingNode(
      TemporaryFolder folder, TemporaryCluster server, NodeSettings settings, Node node) {
    this.folder = folder;
    this.server = server;
    this.settings = settings;
    this.node = node;
  }

  public static ServingNode start(Clock clock) {
    return start(ListenSettings.DEFAULTS.withPort(0), clock);
  }

  public static ServingNode start(ListenSettings listen, Clock clock) {
    return start("", listen, clock);
  }

  /// Starts it with more of a configuration.
  ///
  /// @param section more of `ballast.yaml`
  public static ServingNode start(String section, Clock clock) {
    return start(section, ListenSettings.DEFAULTS.withPort(0), clock);
  }

  private static ServingNode start(String section, ListenSettings listen, Clock clock) {
    TemporaryFolder folder = TemporaryFolder.create("serving");
    try (Undo<RuntimeException> folderUndo = Undo.unlessKept(folder::close)) {
      TemporaryCluster server = TemporaryCluster.of(MAJOR, clock).tcp().start();
      try (Undo<RuntimeException> serverUndo = Undo.unlessKept(server::close)) {
        NodeSettings settings =
            new NodeSettings(
                configuration(folder.path(), server, section),
                new StoreLocation.Embedded(folder.path().resolve("store")),
                folder.path().resolve("state"),
                folder.path().resolve("heads"),
                listen);
        ServingNode serving =
            new ServingNode(folder, server, settings, Node.start(settings, clock));
        return folderUndo.keep(serverUndo.keep(serving));
      }
    }
  }

  private static Configuration configuration(Path folder, TemporaryCluster server, String section) {
    return Configuration.read(write(folder, target("shop", server) + section));
  }

  private static Path write(Path folder, String rest) {
    try {
      return Files.writeString(folder.resolve("ballast.yaml"), "version: 1\n" + rest);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String target(String name, TemporaryCluster server) {
    return "targets:\n  %s:\n    host: 127.0.0.1\n    port: %d\n    user: postgres\n"
            .formatted(name, server.settings().port())
        + "    auth: [none]\n";
  }

  /// The section `targets` with the server under that name.
  public String target(String name) {
    return target(name, server);
  }

  /// Replaces `ballast.yaml`, but for its version.
  public void configure(String rest) {
    write(folder.path(), rest);
  }

  public TemporaryCluster server() {
    return server;
  }

  public URI address() {
    return node.address();
  }

  /// With the token of the node's folder.
  public NodeClient client() {
    return NodeAddress.existing(settings.state()).client(AccessToken.existing(settings.state()));
  }

  @Override
  public void close() {
    try (folder;
        server) {
      node.close();
    }
  }
}
