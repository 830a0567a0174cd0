package dev.ballast.protect.restore;

import dev.ballast.postgres.jdbc.Access;
import dev.ballast.postgres.jdbc.IsolationLevel;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import java.util.List;

/// Makes a restored cluster one for a drill: started as it is, it takes nothing from other servers
/// and runs nothing by itself. By direct changes of the catalogues, since DDL of a subscription
/// would reach its publisher and most DDL fires event triggers.
final class DrillCopy {
  /// A socket's folder that is not there, so that a connection fails at once and on this machine.
  private static final String NOWHERE = "host=/no-such-server-in-a-drill";

  /// Read last by the server, wherever its other configuration files are.
  private static final String SETTINGS =
      """
      # Written by ballast restore --for-drill: this cluster must not act for the one it was made of.
      shared_preload_libraries = ''
      session_preload_libraries = ''
      local_preload_libraries = ''
      max_logical_replication_workers = '0'
      primary_conninfo = ''
      archive_mode = 'off'
      archive_command = ''
      """;

  /// Detached from its slot, a subscription is dropped without a connection to its publisher.
  private static final List<String> SHARED =
      List.of(
          "UPDATE pg_catalog.pg_subscription SET subenabled = false, subslotname = NULL, subconninfo = '"
              + NOWHERE
              + "'",
          """
          DELETE FROM pg_catalog.pg_db_role_setting
           WHERE NOT EXISTS (SELECT FROM pg_catalog.unnest(setconfig) AS c
                              WHERE pg_catalog.split_part(c, '=', 1) NOT LIKE '%\\_preload\\_libraries')
          """,
          """
          UPDATE pg_catalog.pg_db_role_setting
             SET setconfig = ARRAY(SELECT c FROM pg_catalog.unnest(setconfig) AS c
                                    WHERE pg_catalog.split_part(c, '=', 1) NOT LIKE '%\\_preload\\_libraries')
          """);

  private static final List<String> OF_A_DATABASE =
      List.of(
          "UPDATE pg_catalog.pg_event_trigger SET evtenabled = 'D'",
          "UPDATE pg_catalog.pg_foreign_data_wrapper SET fdwhandler = 0",
          "UPDATE pg_catalog.pg_foreign_server SET srvoptions = '{" + NOWHERE + "}'",
          "UPDATE pg_catalog.pg_user_mapping SET umoptions = NULL");

  private DrillCopy() {}

  static void shared(Session session) {
    within(session, SHARED);
  }

  static void database(Session session) {
    within(session, OF_A_DATABASE);
    String plain = SqlResource.load(DrillCopy.class, "plain", session.version());
    OutwardReading.cronTable(session)
        .filter(oid -> session.one(plain, row -> row.flag("plain"), oid))
        .ifPresent(oid -> session.execute("UPDATE cron.job SET active = false"));
  }

  private static void within(Session session, List<String> statements) {
    session.begin(IsolationLevel.READ_COMMITTED, Access.READ_WRITE);
    statements.forEach(session::execute);
    session.commit();
  }

  /// The settings of ALTER SYSTEM for a drill: what was there, and behind it, where it counts, what
  /// keeps the cluster from acting.
  static String configuration(String before) {
    return before + System.lineSeparator() + SETTINGS;
  }
}
