package dev.ballast.vault.format;

import dev.ballast.evidence.Fault;

/// The faults that name one stored object as bad.
public final class Damage {
  private static final String HINT =
      "Run `ballast vault check` for the backups that need it, and fetch the object from another"
          + " copy of the vault.";

  private Damage() {}

  /// The object is not as it was written, or is another object under this name.
  public static Fault damaged(String object, String detail) {
    return Fault.of(VaultError.OBJECT_DAMAGED, "the stored object " + object + " is damaged")
        .detail(detail)
        .hint(HINT);
  }

  /// The object lost its end.
  public static Fault truncated(String object, String detail) {
    return Fault.of(VaultError.OBJECT_TRUNCATED, "the stored object " + object + " is truncated")
        .detail(detail)
        .hint(HINT);
  }

  /// The object is gone.
  public static Fault missing(String object) {
    return Fault.of(VaultError.OBJECT_MISSING, "the stored object " + object + " is missing")
        .hint(HINT);
  }
}
