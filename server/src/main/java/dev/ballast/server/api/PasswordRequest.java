package dev.ballast.server.api;

import static java.util.Objects.requireNonNull;

/// Another password for who is logged in.
public record PasswordRequest(String current, String next) {
  public PasswordRequest {
    requireNonNull(current, "current is missing");
    requireNonNull(next, "next is missing");
  }

  /// The passwords are not for logs.
  @Override
  public String toString() {
    return "change of password";
  }
}
