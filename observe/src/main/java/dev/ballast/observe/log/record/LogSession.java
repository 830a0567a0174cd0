package dev.ballast.observe.log.record;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.OptionalLong;

/// The process that wrote a message, as far as the log says.
///
/// @param client the host it serves, without a port
/// @param backendType such as `client backend` or `checkpointer`
public record LogSession(
    OptionalLong pid,
    Optional<String> user,
    Optional<String> database,
    Optional<String> application,
    Optional<String> client,
    Optional<String> backendType) {
  public LogSession {
    requireNonNull(pid, "pid is null");
    requireNonNull(user, "user is null");
    requireNonNull(database, "database is null");
    requireNonNull(application, "application is null");
    requireNonNull(client, "client is null");
    requireNonNull(backendType, "backendType is null");
  }
}
