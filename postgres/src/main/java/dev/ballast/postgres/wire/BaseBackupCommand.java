package dev.ballast.postgres.wire;

import dev.ballast.postgres.ServerVersion;
import java.util.ArrayList;
import java.util.List;

/// The text of BASE_BACKUP in the dialect of a server: words up to 14, a list in parentheses since
/// 15. Either one is a syntax error to the other.
final class BaseBackupCommand {
  /// The first major with the list, and with one COPY for all archives.
  static final int FIRST_LIST_MAJOR = 15;

  static String of(BaseBackupOptions options, ServerVersion version) {
    return version.major() < FIRST_LIST_MAJOR ? words(options) : list(options);
  }

  private static String words(BaseBackupOptions options) {
    StringBuilder text = new StringBuilder("BASE_BACKUP LABEL ").append(quote(options.label()));
    append(text, options.sizes(), " PROGRESS");
    append(text, options.fastCheckpoint(), " FAST");
    append(text, options.includeWal(), " WAL");
    append(text, !options.waitForArchive(), " NOWAIT");
    options.maxRateKilobytes().ifPresent(rate -> text.append(" MAX_RATE ").append(rate));
    append(text, options.tablespaceMap(), " TABLESPACE_MAP");
    append(text, !options.verifyChecksums(), " NOVERIFY_CHECKSUMS");
    options
        .manifest()
        .ifPresent(
            sum -> text.append(" MANIFEST 'yes' MANIFEST_CHECKSUMS ").append(quote(sum.name())));
    return text.toString();
  }

  private static String list(BaseBackupOptions options) {
    List<String> parts = new ArrayList<>();
    parts.add("LABEL " + quote(options.label()));
    parts.add("CHECKPOINT " + quote(options.fastCheckpoint() ? "fast" : "spread"));
    parts.add("PROGRESS " + options.sizes());
    parts.add("WAL " + options.includeWal());
    parts.add("WAIT " + options.waitForArchive());
    parts.add("TABLESPACE_MAP " + options.tablespaceMap());
    parts.add("VERIFY_CHECKSUMS " + options.verifyChecksums());
    options.maxRateKilobytes().ifPresent(rate -> parts.add("MAX_RATE " + rate));
    options
        .manifest()
        .ifPresent(
            sum -> {
              parts.add("MANIFEST 'yes'");
              parts.add("MANIFEST_CHECKSUMS " + quote(sum.name()));
            });
    if (options.incremental()) {
      parts.add("INCREMENTAL");
    }
    return "BASE_BACKUP (" + String.join(", ", parts) + ")";
  }

  private static void append(StringBuilder text, boolean wanted, String word) {
    if (wanted) {
      text.append(word);
    }
  }

  private static String quote(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private BaseBackupCommand() {}
}
