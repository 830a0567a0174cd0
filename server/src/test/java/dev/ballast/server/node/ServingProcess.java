package dev.ballast.server.node;

import dev.ballast.evidence.Clock;
import dev.ballast.store.database.StoreLocation;
import dev.ballast.targets.config.Configuration;
import dev.ballast.targets.config.ListenSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A node in a process of its own, on the external store of its configuration, until it is killed.
final class ServingProcess {
  private ServingProcess() {}

  /// Serves until it is ended.
  ///
  /// @param arguments the configuration's file and the node's folder
  public static void main(String... arguments) throws IOException {
    Files.writeString(id(Path.of(arguments[1])), Long.toString(ProcessHandle.current().pid()));
    Node.start(settings(Path.of(arguments[0]), Path.of(arguments[1])), Clock.system())
        .awaitInterrupt();
  }

  /// The file with the process's id.
  static Path id(Path folder) {
    return folder.resolveSibling(folder.getFileName() + ".pid");
  }

  static NodeSettings settings(Path file, Path folder) {
    Configuration configuration = Configuration.read(file);
    return new NodeSettings(
        configuration,
        new StoreLocation.External(
            configuration.serve().store().external().orElseThrow()::connection),
        folder,
        folder.resolveSibling("heads"),
        ListenSettings.DEFAULTS.withPort(0));
  }
}
