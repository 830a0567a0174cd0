package dev.ballast.protect.confine;

import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.jdbc.StartupSetting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Opens sessions on a copy so that nothing which its roles and databases have configured acts on
/// them: no library is loaded, no event trigger fires, names mean PostgreSQL's own objects.
public final class CopySessions {
  private static final String NAME = "ballast proof";
  private static final int HAS_EVENT_TRIGGERS_SETTING = 17;

  /// All of them exist in 14 to 18. `zero_damaged_pages` and its like would hide what a check looks
  /// for; `synchronous_commit` spares the copy a flush for each of Ballast's own changes.
  private static final List<StartupSetting> SUPERUSER =
      List.of(
          new StartupSetting("search_path", "pg_catalog, pg_temp"),
          new StartupSetting("standard_conforming_strings", "on"),
          new StartupSetting("role", "none"),
          new StartupSetting("session_preload_libraries", ""),
          new StartupSetting("local_preload_libraries", ""),
          new StartupSetting("dynamic_library_path", "$libdir"),
          new StartupSetting("session_replication_role", "replica"),
          new StartupSetting("allow_system_table_mods", "off"),
          new StartupSetting("default_transaction_read_only", "off"),
          new StartupSetting("idle_session_timeout", "0"),
          new StartupSetting("idle_in_transaction_session_timeout", "0"),
          new StartupSetting("zero_damaged_pages", "off"),
          new StartupSetting("ignore_checksum_failure", "off"),
          new StartupSetting("password_encryption", "scram-sha-256"),
          new StartupSetting("synchronous_commit", "off"),
          new StartupSetting("log_statement", "none"),
          new StartupSetting("row_security", "off"),
          new StartupSetting("max_parallel_workers_per_gather", "0"),
          new StartupSetting("jit", "off"));

  private static final List<StartupSetting> NO_LIBRARIES =
      List.of(
          new StartupSetting("session_preload_libraries", ""),
          new StartupSetting("local_preload_libraries", ""));

  private CopySessions() {}

  /// What keeps an operator's session from loading a library or firing an event trigger only
  /// because the copy's role or database has configured it. The server's command line cannot: what
  /// ALTER ROLE and ALTER DATABASE have set outranks it.
  ///
  /// @param major the copy's major version, which decides what can be switched off
  public static List<StartupSetting> calm(int major) {
    List<StartupSetting> settings = new ArrayList<>(NO_LIBRARIES);
    if (major >= HAS_EVENT_TRIGGERS_SETTING) {
      settings.add(new StartupSetting("event_triggers", "off"));
    }
    return List.copyOf(settings);
  }

  /// A superuser's session.
  ///
  /// @param major the copy's major version, which decides what can be switched off
  public static Session superuser(
      ConnectionSettings settings, int major, Duration statementTimeout) {
    List<StartupSetting> pins = new ArrayList<>(SUPERUSER);
    if (major >= HAS_EVENT_TRIGGERS_SETTING) {
      pins.add(new StartupSetting("event_triggers", "off"));
      pins.add(new StartupSetting("transaction_timeout", "0"));
    }
    return Session.open(
        settings,
        SessionOptions.onOwnServer(NAME).withStatementTimeout(statementTimeout).withSettings(pins));
  }

  /// The session of a role without power; what only superusers may set would keep it out.
  static Session powerless(ConnectionSettings settings, Duration statementTimeout) {
    return Session.open(
        settings,
        SessionOptions.onOwnServer(NAME)
            .withStatementTimeout(statementTimeout)
            .withSettings(
                List.of(
                    new StartupSetting("role", "none"),
                    new StartupSetting("local_preload_libraries", ""),
                    new StartupSetting("idle_session_timeout", "0"),
                    new StartupSetting("idle_in_transaction_session_timeout", "0"),
                    new StartupSetting("max_parallel_workers_per_gather", "0"),
                    new StartupSetting("jit", "off"))));
  }
}
