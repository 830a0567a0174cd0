package dev.ballast.vault.format;

import java.util.Locale;
import java.util.Optional;

/// The names of a vault's objects: a folder, a slash, and what is in it. They hold nothing but
/// deposit ids and numbers, for names cannot be encrypted.
public final class VaultObjectName {
  public static final String VAULT = "vault.json";
  public static final String KEYS = "keys/";
  public static final String PACKS = "packs/";
  public static final String INDEXES = "indexes/";
  public static final String RECORDS = "backups/";
  public static final String EVIDENCE = "evidence/";
  public static final String TAILS = "tails/";

  private static final String COPY = "-copy";

  private VaultObjectName() {}

  /// The keyring's generation, from 1.
  public static String keyring(int generation) {
    return KEYS + String.format(Locale.ROOT, "%08d", generation);
  }

  /// The second copy of the keyring of a generation.
  public static String keyringCopy(int generation) {
    return keyring(generation) + COPY;
  }

  /// The generation whose keyring, or whose second copy, `name` is; empty where it is none.
  public static Optional<Long> generation(String name) {
    return number(
        KEYS, name.endsWith(COPY) ? name.substring(0, name.length() - COPY.length()) : name);
  }

  /// A deposit's packs are numbered from 0.
  public static String pack(DepositId deposit, int number) {
    return PACKS + deposit + "-" + String.format(Locale.ROOT, "%06d", number);
  }

  public static String index(DepositId deposit) {
    return INDEXES + deposit;
  }

  public static String record(DepositId deposit) {
    return RECORDS + deposit;
  }

  /// Entries are numbered from 1.
  public static String evidence(long seq) {
    return EVIDENCE + String.format(Locale.ROOT, "%016d", seq);
  }

  public static String tail(TailName tail) {
    return TAILS + tail;
  }

  /// The tail of that name; empty where it is none.
  public static Optional<TailName> tailOf(String name) {
    String rest = name.startsWith(TAILS) ? name.substring(TAILS.length()) : "";
    return TailName.parse(rest);
  }

  /// The generation, sequence number or whatever number `name` ends with after `folder`; empty
  /// where it is no such name.
  public static Optional<Long> number(String folder, String name) {
    String rest = name.startsWith(folder) ? name.substring(folder.length()) : "";
    String number = folder.equals(KEYS) ? "[0-9]{8}" : "[0-9]{16}";
    return rest.matches(number) ? Optional.of(Long.parseLong(rest)) : Optional.empty();
  }

  /// The deposit that the pack, index or record called `name` belongs to; empty where it belongs
  /// to none.
  public static Optional<DepositId> depositOf(String name) {
    String rest = name.substring(name.indexOf('/') + 1);
    if (name.startsWith(PACKS)) {
      if (!rest.matches(".+-[0-9]{6}")) {
        return Optional.empty();
      }
      rest = rest.substring(0, rest.lastIndexOf('-'));
    } else if (!name.startsWith(INDEXES) && !name.startsWith(RECORDS)) {
      return Optional.empty();
    }
    return DepositId.isDepositId(rest) ? Optional.of(new DepositId(rest)) : Optional.empty();
  }
}
