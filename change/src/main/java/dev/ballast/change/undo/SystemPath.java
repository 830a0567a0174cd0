package dev.ballast.change.undo;

import dev.ballast.postgres.jdbc.Session;

/// While it is open, only the system's own names are found without their schema, so that whatever
/// the server prints names every other one with it. In a transaction the setting ends with it, as
/// the migration's own would.
final class SystemPath implements AutoCloseable {
  private static final String PATH = "search_path";
  private static final String SYSTEM = "pg_catalog";

  private final Session session;
  private final String former;
  private final boolean local;

  private SystemPath(Session session, String former, boolean local) {
    this.session = session;
    this.former = former;
    this.local = local;
  }

  static SystemPath set(Session session) {
    String former = setting(session);
    set(session, SYSTEM, true);
    // Outside of a transaction a local setting ends with its statement.
    boolean local = setting(session).equals(SYSTEM) && !former.equals(SYSTEM);
    if (!local) {
      set(session, SYSTEM, false);
    }
    return new SystemPath(session, former, local);
  }

  private static String setting(Session session) {
    return session.text("SELECT pg_catalog.current_setting(?)", PATH);
  }

  private static void set(Session session, String path, boolean local) {
    session.text("SELECT pg_catalog.set_config(?, ?, ?)", PATH, path, local);
  }

  @Override
  public void close() {
    set(session, former, local);
  }
}
