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

  private static final int HAS_SCRAM_ITERATIONS = 16;

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
    List<StartupSetting> pins = new ArrayList<>();
    if (major >= HAS_SCRAM_ITERATIONS) {
      // Ballast gives the copy's roles passwords, and logs in with them.
      pins.add(new StartupSetting("scram_iterations", "4096"));
    }
    if (major >= HAS_EVENT_TRIGGERS_SETTING) {
      pins.add(new StartupSetting("event_triggers", "off"));
    }
    return Session.open(
        settings,
        SessionOptions.onCopy(NAME).withStatementTimeout(statementTimeout).withSettings(pins));
  }

  /// The session of a role without power; what only superusers may set would keep it out.
  static Session powerless(ConnectionSettings settings, Duration statementTimeout) {
    return Session.open(
        settings, SessionOptions.asOwner(NAME).withStatementTimeout(statementTimeout));
  }
}
