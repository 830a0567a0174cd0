package dev.ballast.postgres;

import static java.util.Objects.requireNonNull;

/// A password on its way to a server. It never prints itself.
public final class Password {
  private final String value;

  public Password(String value) {
    this.value = requireNonNull(value, "value is null");
  }

  /// The password itself; for the authentication code only.
  public String reveal() {
    return value;
  }

  @Override
  public String toString() {
    return "********";
  }
}
