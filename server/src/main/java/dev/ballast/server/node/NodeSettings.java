package dev.ballast.server.node;

import static java.util.Objects.requireNonNull;

import dev.ballast.observe.catalogue.AllChecks;
import dev.ballast.store.database.StoreLocation;
import dev.ballast.targets.config.Configuration;
import dev.ballast.targets.config.ListenSettings;
import java.nio.file.Path;
import java.util.function.Supplier;

/// What a node serves, and where.
///
/// @param configuration its targets and vaults
/// @param state folder of what the node keeps: its journal, its token
/// @param heads folder of what is known of the heads of vaults' evidence
/// @param reread reads the configuration again, with the same trust in its file
/// @param listen where it takes requests; port 0 for any that is free
public record NodeSettings(
    Configuration configuration,
    Supplier<Configuration> reread,
    StoreLocation store,
    Path state,
    Path heads,
    ListenSettings listen) {
  /// Of a configuration whose file is read again as one that was named.
  public NodeSettings(
      Configuration configuration,
      StoreLocation store,
      Path state,
      Path heads,
      ListenSettings listen) {
    this(
        configuration,
        () -> Configuration.read(configuration.file(), AllChecks.known()),
        store,
        state,
        heads,
        listen);
  }

  public NodeSettings {
    requireNonNull(reread, "reread is null");
    requireNonNull(configuration, "configuration is null");
    requireNonNull(store, "store is null");
    requireNonNull(state, "state is null");
    requireNonNull(heads, "heads is null");
    requireNonNull(listen, "listen is null");
  }
}
