package dev.ballast.targets.config;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.targets.ProcessEnvironment;
import dev.ballast.targets.secret.PasswordSource;

/// A PgBouncer that is watched by its console.
///
/// @param name unlike that of any other pooler or target
public record Pooler(String name, Endpoint endpoint, PasswordSource password) {
  static final int DEFAULT_PORT = 6432;

  public Pooler {
    requireNonNull(name, "name is null");
    requireNonNull(endpoint, "endpoint is null");
    requireNonNull(password, "password is null");
  }

  /// All that is needed to connect; the password is fetched now. Faults: `secret-missing`,
  /// `secret-exposed`, `secret-command-failed`.
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
