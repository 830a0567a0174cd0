package dev.ballast.targets.config;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.targets.ProcessEnvironment;
import dev.ballast.targets.secret.PasswordSource;
import java.util.Optional;

/// The section `serve.store`: where a node keeps what it read.
///
/// @param external a database that several nodes may share; without one, the node has a server of
///     its own
/// @param journalBytes how much waits on the node's disk for a store that cannot be reached
public record StoreSettings(Optional<External> external, long journalBytes) {
  public static final long DEFAULT_JOURNAL_BYTES = 1L << 30;
  public static final StoreSettings DEFAULTS =
      new StoreSettings(Optional.empty(), DEFAULT_JOURNAL_BYTES);

  public StoreSettings {
    requireNonNull(external, "external is null");
    if (journalBytes < 1) {
      throw new IllegalArgumentException("a journal of no bytes");
    }
  }

  /// A database on any server.
  public record External(Endpoint endpoint, PasswordSource password) {
    public External {
      requireNonNull(endpoint, "endpoint is null");
      requireNonNull(password, "password is null");
    }

    /// All that is needed to connect; the password is fetched now, so that a new one counts from
    /// the next connection on.
    public ConnectionSettings connection() {
      return endpoint.settings(
          password.resolve(
              endpoint.host(),
              endpoint.port(),
              endpoint.database(),
              endpoint.user(),
              ProcessEnvironment.ofThisProcess()));
    }
  }
}
