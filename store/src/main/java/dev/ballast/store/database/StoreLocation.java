package dev.ballast.store.database;

import dev.ballast.postgres.ConnectionSettings;
import java.nio.file.Path;
import java.util.function.Supplier;

/// Where a store is.
public sealed interface StoreLocation {

  /// A server of Ballast's own in a folder of this machine.
  record Embedded(Path folder) implements StoreLocation {}

  /// A database on any server, for several nodes.
  ///
  /// @param settings as they are now: a password may change
  record External(Supplier<ConnectionSettings> settings) implements StoreLocation {}
}
