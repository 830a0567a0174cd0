package dev.ballast.server.api;

/// Who wants to log in.
public record LoginRequest(String user, String password) {
  /// The password is not for logs.
  @Override
  public String toString() {
    return "login";
  }
}
