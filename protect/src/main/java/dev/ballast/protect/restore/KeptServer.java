package dev.ballast.protect.restore;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.jdbc.StartupSetting;
import java.util.List;

/// How to reach a restored server that was left running.
///
/// @param address as the superuser of the source
/// @param calm what a session has to begin with, so that nothing acts in it that its role or its
///     database has configured
public record KeptServer(ConnectionSettings address, List<StartupSetting> calm) {
  public KeptServer {
    requireNonNull(address, "address is null");
    calm = List.copyOf(calm);
  }
}
