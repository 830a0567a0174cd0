package dev.ballast.protect.restore;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.protect.backup.BackupRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds what a restored cluster would do by itself, from its catalogues and its configuration
/// files. It reads PostgreSQL's own catalogues only; the jobs of pg_cron by COPY, which runs no
/// code of the table. One use; for one thread.
final class OutwardReading {
  private static final Pattern PRELOAD =
      Pattern.compile(
          "^\\s*((?:shared|session|local)_preload_libraries)\\s*[=\\s]\\s*'?([^'#]*)'?.*$",
          Pattern.CASE_INSENSITIVE);

  private static final String SUBSCRIPTIONS =
      """
      SELECT d.datname AS database, s.subname AS name, coalesce(s.subslotname, '') AS slot
        FROM pg_catalog.pg_subscription AS s
        JOIN pg_catalog.pg_database AS d ON d.oid = s.subdbid
       WHERE s.subenabled ORDER BY 1, 2
      """;

  private static final String FOREIGN_SERVERS =
      """
      SELECT s.srvname AS name, w.fdwname AS wrapper
        FROM pg_catalog.pg_foreign_server AS s
        JOIN pg_catalog.pg_foreign_data_wrapper AS w ON w.oid = s.srvfdw ORDER BY 1
      """;

  private static final String EVENT_TRIGGERS =
      """
      SELECT evtname AS name, evtevent AS event FROM pg_catalog.pg_event_trigger
       WHERE evtenabled <> 'D' ORDER BY 1
      """;

  private final List<OutwardObjects.Subscription> subscriptions = new ArrayList<>();
  private final List<OutwardObjects.CronJob> cronJobs = new ArrayList<>();
  private final List<OutwardObjects.ForeignServer> foreignServers = new ArrayList<>();
  private final List<OutwardObjects.PreloadLibraries> preloads = new ArrayList<>();
  private final List<OutwardObjects.EventTrigger> eventTriggers = new ArrayList<>();
  private final List<String> unread = new ArrayList<>();

  private OutwardReading() {}

  /// @param files the cluster's own configuration files, where they are now
  /// @param sessions opens a superuser's session to a database, on which nothing of the copy acts
  static OutwardObjects of(
      BackupRecord.Origin origin,
      List<Path> files,
      List<String> databases,
      Function<String, Session> sessions) {
    OutwardReading reading = new OutwardReading();
    reading.configured(origin, files);
    boolean first = true;
    for (String database : databases) {
      try (Session session = sessions.apply(database)) {
        if (first) {
          reading.shared(session);
          first = false;
        }
        reading.database(database, session);
      } catch (Fault fault) {
        // A database whose locale this machine lacks admits no session.
        if (!(fault.code() instanceof PostgresError)) {
          throw fault;
        }
        reading.unread.add("database " + database + ": " + fault.getMessage());
      }
    }
    return new OutwardObjects(
        reading.subscriptions,
        reading.cronJobs,
        reading.foreignServers,
        reading.preloads,
        reading.eventTriggers,
        reading.unread);
  }

  private void configured(BackupRecord.Origin origin, List<Path> files) {
    if (!origin.source().preloadLibraries().isEmpty()) {
      preloads.add(
          new OutwardObjects.PreloadLibraries(
              "shared_preload_libraries",
              "the source's configuration",
              String.join(", ", origin.source().preloadLibraries())));
    }
    for (Path file : files) {
      if (!Files.isRegularFile(file)) {
        continue;
      }
      try {
        // A file in another encoding than UTF-8 still has its parameters' names in ASCII.
        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
            .lines()
            .map(PRELOAD::matcher)
            .filter(Matcher::matches)
            .filter(m -> !m.group(2).isBlank())
            .forEach(
                m ->
                    preloads.add(
                        new OutwardObjects.PreloadLibraries(
                            m.group(1), String.valueOf(file.getFileName()), m.group(2).strip())));
      } catch (IOException e) {
        unread.add(file + ": " + e.getMessage());
      }
    }
  }

  private void shared(Session session) {
    subscriptions.addAll(
        session.query(
            SUBSCRIPTIONS,
            row ->
                new OutwardObjects.Subscription(
                    row.text("database"), row.text("name"), row.text("slot"))));
    preloads.addAll(
        session.query(
            SqlResource.load(OutwardReading.class, "configured", session.version()),
            row ->
                new OutwardObjects.PreloadLibraries(
                    row.text("parameter"),
                    row.text("place").isEmpty() ? "all roles" : row.text("place"),
                    row.text("libraries"))));
  }

  private void database(String database, Session session) {
    foreignServers.addAll(
        session.query(
            FOREIGN_SERVERS,
            row ->
                new OutwardObjects.ForeignServer(database, row.text("name"), row.text("wrapper"))));
    eventTriggers.addAll(
        session.query(
            EVENT_TRIGGERS,
            row -> new OutwardObjects.EventTrigger(database, row.text("name"), row.text("event"))));
    if (cronTable(session).isPresent()) {
      cron(database, session);
    }
  }

  /// The oid of the table that holds the jobs of pg_cron.
  static Optional<Long> cronTable(Session session) {
    return session.first(
        SqlResource.load(OutwardReading.class, "cron_table", session.version()),
        row -> row.number("oid"));
  }

  private void cron(String database, Session session) {
    try {
      session
          .copyOut("COPY cron.job (jobid, schedule, database, username, active) TO STDOUT")
          .stream()
          .map(line -> line.split("\t", -1))
          .filter(field -> field[4].equals("t"))
          .forEach(
              field ->
                  cronJobs.add(
                      new OutwardObjects.CronJob(
                          database, Long.parseLong(field[0]), field[1], field[2], field[3])));
    } catch (Fault fault) {
      if (!(fault.code() instanceof PostgresError)) {
        throw fault;
      }
      unread.add("jobs of pg_cron in " + database + ": " + fault.getMessage());
    }
  }
}
