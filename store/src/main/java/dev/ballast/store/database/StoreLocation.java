package dev.ballast.store.database;

import dev.ballast.postgres.ConnectionSettings;
import java.nio.file.Path;

/// Where a store is.
public sealed interface StoreLocation {

  /// A server of Ballast's own in a folder of this machine.
  record Embedded(Path folder) implements StoreLocation {}

  /// A database on any server, for several nodes.
  record External(ConnectionSettings settings) implements StoreLocation {}
}
