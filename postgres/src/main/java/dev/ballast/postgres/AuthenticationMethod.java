package dev.ballast.postgres;

/// A way in which a server lets a user in; the names are those of libpq's `require_auth`.
public enum AuthenticationMethod {
  /// Each side proves that it knows the password, or a verifier of it, and neither learns it.
  SCRAM_SHA_256("scram-sha-256"),
  /// A hash of the password that suffices to log in elsewhere once its stored form is known, and
  /// that is soon guessed. It proves nothing about the server.
  MD5("md5"),
  /// The password itself. It proves nothing about the server.
  PASSWORD("password"),
  /// The server asks for nothing, as with `trust`, `peer` and `cert`. It proves nothing about the
  /// server.
  NONE("none");

  private final String text;

  AuthenticationMethod(String text) {
    this.text = text;
  }

  /// The name in a configuration, in a URL, and in libpq's `require_auth`.
  public String text() {
    return text;
  }
}
