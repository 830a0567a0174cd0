package dev.ballast.vault.format;

import dev.ballast.evidence.Fault;
import java.util.Optional;

/// The faults that name one stored object as bad.
public final class Damage {
  private static final String HINT =
      "Run `ballast vault check` for the backups that need it, and fetch the object from another"
          + " copy of the vault.";

  private static final String INDEX_HINT =
      "Run `ballast vault repair`: it makes an index again from the packs, as far as these are"
          + " sound. `ballast vault check` says which are not.";

  private static final String OPENING_HINT =
      "Without it no command opens the vault, not even a check: fetch it from another copy of the"
          + " vault.";

  private Damage() {}

  /// The same fault where it keeps the vault from being opened, so that no check can be run.
  public static Fault whileOpening(Fault fault) {
    return fault.hint().equals(Optional.of(HINT)) ? fault.hint(OPENING_HINT) : fault;
  }

  private static String hint(String object) {
    return object.startsWith(VaultObjectName.INDEXES) ? INDEX_HINT : HINT;
  }

  /// The object is not as it was written, or is another object under this name.
  public static Fault damaged(String object, String detail) {
    return Fault.of(VaultError.OBJECT_DAMAGED, "the stored object " + object + " is damaged")
        .detail(detail)
        .hint(hint(object));
  }

  /// The object lost its end.
  public static Fault truncated(String object, String detail) {
    return Fault.of(VaultError.OBJECT_TRUNCATED, "the stored object " + object + " is truncated")
        .detail(detail)
        .hint(hint(object));
  }

  /// The object is gone.
  public static Fault missing(String object) {
    return Fault.of(VaultError.OBJECT_MISSING, "the stored object " + object + " is missing")
        .hint(hint(object));
  }
}
