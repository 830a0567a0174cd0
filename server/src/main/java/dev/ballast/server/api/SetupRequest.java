package dev.ballast.server.api;

import static java.util.Objects.requireNonNull;

/// A password for whom a one-time link is for.
///
/// @param link what follows the # of it
/// @param user the name that a first admin chooses; what it says for another link has no effect
public record SetupRequest(String link, String user, String password) {
  public SetupRequest {
    requireNonNull(link, "link is missing");
    requireNonNull(user, "user is missing");
    requireNonNull(password, "password is missing");
  }

  /// The secrets are not for logs.
  @Override
  public String toString() {
    return "setup";
  }
}
