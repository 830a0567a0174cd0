package dev.ballast.server.api;

/// Another password for who is logged in.
public record PasswordRequest(String current, String next) {
  /// The passwords are not for logs.
  @Override
  public String toString() {
    return "change of password";
  }
}
