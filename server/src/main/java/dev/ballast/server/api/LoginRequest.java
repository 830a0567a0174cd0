package dev.ballast.server.api;

import static java.util.Objects.requireNonNull;

/// Who wants to log in.
public record LoginRequest(String user, String password) {
  public LoginRequest {
    requireNonNull(user, "user is missing");
    requireNonNull(password, "password is missing");
  }

  /// The password is not for logs.
  @Override
  public String toString() {
    return "login";
  }
}
