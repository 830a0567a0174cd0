package dev.ballast.protect.restore;

import dev.ballast.postgres.server.ServerSetting;
import dev.ballast.protect.surroundings.Surroundings;
import dev.ballast.sql.Identifier;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The text of configuration files that a restore writes.
final class ConfigurationText {
  /// What names places of the source's machine.
  private static final Set<String> PLACES =
      Set.of("data_directory", "config_file", "hba_file", "ident_file", "external_pid_file");

  /// What reaches other servers, waits for them, or runs a command: left out, and named.
  private static final Set<String> OUTWARD =
      Set.of(
          "archive_mode",
          "archive_command",
          "archive_library",
          "archive_cleanup_command",
          "restore_command",
          "recovery_end_command",
          "primary_conninfo",
          "primary_slot_name",
          "promote_trigger_file",
          "synchronous_standby_names",
          "synchronized_standby_slots",
          "sync_replication_slots",
          "ssl_passphrase_command",
          "krb_server_keyfile",
          "listen_addresses",
          "bonjour");

  private ConfigurationText() {}

  /// Whether a restored server may take a setting of its source as it is.
  static boolean isTakenOver(Surroundings.Setting setting) {
    String name = setting.name().toLowerCase(Locale.ROOT);
    return !PLACES.contains(name)
        && !OUTWARD.contains(name)
        && !name.startsWith("recovery_target")
        && setting.file().stream().noneMatch(f -> f.endsWith("/postgresql.auto.conf"));
  }

  /// `postgresql.conf`: what was in force and makes sense on another machine; the rest as comments.
  ///
  /// @param left of the source's settings those that were not taken over
  static String configuration(List<ServerSetting> taken, List<Surroundings.Setting> left) {
    StringBuilder text =
        new StringBuilder(
            """
            # Written by ballast restore: the backup does not have the configuration file that was in
            # force on the source. What follows was in force there; a number without a unit is in the
            # parameter's own.
            listen_addresses = 'localhost'
            """);
    taken.forEach(s -> text.append(line(s.name(), s.value())));
    if (!left.isEmpty()) {
      text.append("\n# Also in force there, and left out here:\n");
      left.forEach(
          s ->
              text.append(
                  s.mayHoldSecret()
                      ? "# " + s.display() + "\n"
                      : "# " + line(s.name(), s.value())));
    }
    return text.toString();
  }

  /// A line of a configuration file.
  static String line(String name, String value) {
    return name + " = '" + value.replace("\\", "\\\\").replace("'", "''") + "'\n";
  }

  /// `pg_hba.conf`: the superuser from the user of the operating system that owns the cluster,
  /// everybody else by password from this machine. The source's rules as comments.
  static String rules(String superuser, List<Surroundings.Rule> source) {
    StringBuilder text =
        new StringBuilder(
            """
            # Written by ballast restore: the backup does not have the source's pg_hba.conf.
            local all %s peer map=ballast_restore
            local all all scram-sha-256
            host all all 127.0.0.1/32 scram-sha-256
            host all all ::1/128 scram-sha-256
            """
                .formatted(new Identifier(superuser)));
    if (!source.isEmpty()) {
      text.append("\n# The rules that were in force on the source:\n");
      source.forEach(r -> text.append("# ").append(r.display().replace('\n', ' ')).append('\n'));
    }
    return text.toString();
  }

  /// `pg_ident.conf` with the map that [#rules] names.
  static String maps(String systemUser, String superuser, List<Surroundings.IdentityMap> source) {
    StringBuilder text =
        new StringBuilder("# Written by ballast restore.\nballast_restore ")
            .append(new Identifier(systemUser))
            .append(' ')
            .append(new Identifier(superuser))
            .append('\n');
    source.forEach(m -> text.append("# ").append(m.display().replace('\n', ' ')).append('\n'));
    return text.toString();
  }
}
