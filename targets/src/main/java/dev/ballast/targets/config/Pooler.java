package dev.ballast.targets.config;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.targets.ProcessEnvironment;
import dev.ballast.targets.secret.PasswordSource;
import java.util.Optional;

/// A PgBouncer that is watched by its console.
///
/// @param name unlike that of any other pooler or target
/// @param target which target's clients connect through it, where that is declared
public record Pooler(
    String name, Endpoint endpoint, PasswordSource password, Optional<String> target) {
  static final int DEFAULT_PORT = 6432;

  public Pooler {
    requireNonNull(name, "name is null");
    requireNonNull(endpoint, "endpoint is null");
    requireNonNull(password, "password is null");
    requireNonNull(target, "target is null");
  }

  /// One that is in front of no target that is declared.
  public Pooler(String name, Endpoint endpoint, PasswordSource password) {
    this(name, endpoint, password, Optional.empty());
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
