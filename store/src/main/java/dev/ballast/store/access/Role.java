package dev.ballast.store.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a person may do. Each role may do what the ones before it may.
public enum Role {
  /// Reads everything but who may do what.
  VIEWER(1),
  /// Starts what jobs do.
  OPERATOR(2),
  /// Decides who may do what.
  ADMIN(3);

  private final int rank;

  Role(int rank) {
    this.rank = rank;
  }

  /// Whether this role may do what `least` may.
  public boolean covers(Role least) {
    return rank >= least.rank;
  }

  /// As it is written: `viewer`.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The role that is written so.
  public static Optional<Role> parse(String text) {
    return Arrays.stream(values()).filter(role -> role.text().equals(text)).findFirst();
  }

  static Role stored(String text) {
    return parse(text).orElseThrow(() -> new IllegalStateException("not a role: " + text));
  }
}
