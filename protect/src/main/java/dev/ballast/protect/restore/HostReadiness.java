package dev.ballast.protect.restore;

import dev.ballast.evidence.Fault;
import dev.ballast.protect.ProtectError;
import dev.ballast.protect.backup.BackupRecord;
import dev.ballast.protect.surroundings.HostLocales;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What this machine must have before a backup's first byte is written.
public final class HostReadiness {
  private HostReadiness() {}

  /// Throws `locale-missing`, naming each, where this machine lacks a locale of the databases: the
  /// copy could not be read.
  public static void requireLocales(BackupRecord record) {
    HostLocales missing = missing(record);
    if (!missing.isEmpty()) {
      throw lacking(missing)
          .hint(
              "Install or make them (Debian: package locales-all, or localedef), then run again.");
    }
  }

  /// The warnings of a restore, which can do without a locale as long as its own sessions can.
  /// Throws `locale-missing` where they cannot.
  ///
  /// @param database the one that a server is asked in; empty where none is started
  static List<String> localesForRestore(BackupRecord record, Optional<String> database) {
    HostLocales missing = missing(record);
    if (database.stream().anyMatch(missing.databases()::containsKey)) {
      throw lacking(missing)
          .hint(
              "Install or make them (Debian: package locales-all, or localedef), or restore with"
                  + " --files-only: no session can be opened to look at the result.");
    }
    if (!missing.asked() && record.surroundings().isPresent()) {
      return List.of("locales were not compared: this machine has no program named locale");
    }
    return missing.lines().stream()
        .map(
            line -> "locale missing on this machine: " + line + "; it admits no session until then")
        .toList();
  }

  private static HostLocales missing(BackupRecord record) {
    return record
        .surroundings()
        .map(HostLocales::missing)
        .orElseGet(() -> new HostLocales(false, Map.of(), Map.of()));
  }

  private static Fault lacking(HostLocales missing) {
    return Fault.of(
            ProtectError.LOCALE_MISSING,
            "this machine lacks the locale " + String.join(", ", missing.names()))
        .detail(String.join("\n", missing.lines()));
  }
}
