package dev.ballast.observe.inventory;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Which settings may hold a secret.
public final class SecretSettings {
  /// A connection string, and commands, which may have a password among their words.
  private static final Set<String> NAMED =
      Set.of(
          "archive_cleanup_command",
          "archive_command",
          "primary_conninfo",
          "recovery_end_command",
          "restore_command",
          "ssl_passphrase_command");

  private static final List<String> WORDS =
      List.of("pass", "secret", "token", "key", "conninfo", "credential", "auth", "dsn");

  /// Extensions of PostgreSQL itself: their settings are known. Any other name with a point in it
  /// is an application's or a stranger's, who may keep anything in it.
  private static final Set<String> OWN_PREFIXES =
      Set.of(
          "auto_explain", "pg_prewarm", "pg_stat_statements", "pg_trgm", "plpgsql", "postgres_fdw");

  /// Named like a secret, and none.
  private static final Set<String> HARMLESS =
      Set.of(
          "authentication_timeout",
          "db_user_namespace",
          "krb_server_keyfile",
          "password_encryption",
          "ssl_key_file",
          "ssl_passphrase_command_supports_reload",
          "tcp_keepalives_count",
          "tcp_keepalives_idle",
          "tcp_keepalives_interval",
          "md5_password_warnings");

  private SecretSettings() {}

  public static boolean maySecretBeIn(String name) {
    String folded = name.toLowerCase(Locale.ROOT);
    if (HARMLESS.contains(folded)) {
      return false;
    }
    int point = folded.indexOf('.');
    return NAMED.contains(folded)
        || WORDS.stream().anyMatch(folded::contains)
        || (point >= 0 && !OWN_PREFIXES.contains(folded.substring(0, point)));
  }
}
