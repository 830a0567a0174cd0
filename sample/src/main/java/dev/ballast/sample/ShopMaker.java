package dev.ballast.sample;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.jdbc.Access;
import dev.ballast.postgres.jdbc.IsolationLevel;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.sample.data.Calendar;
import dev.ballast.sample.data.Content;
import dev.ballast.sample.data.Population;
import dev.ballast.sample.data.TableLoad;
import dev.ballast.sql.Literal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Makes a shop: roles and database, bare tables, rows by COPY, then keys, indexes, foreign keys,
/// and at last what governs access. Used once, by one thread.
final class ShopMaker {
  /// Enough for one index of a shop of scale 1000.
  private static final SessionOptions OPTIONS =
      SessionOptions.onOwnServer("ballast sample")
          .withStatementTimeout(Duration.ofHours(2))
          .withLockTimeout(Duration.ofMinutes(10));

  private static final List<String> FINISHED_TABLES =
      List.of(
          "events",
          "orders",
          "order_items",
          "documents",
          "payments",
          "products",
          "users",
          "promotions",
          "order_status_log",
          "carts",
          "tenants");

  private final ConnectionSettings server;
  private final ConnectionSettings shop;
  private final ShopSettings settings;
  private final Consumer<String> onStep;

  ShopMaker(ConnectionSettings superuser, ShopSettings settings, Consumer<String> onStep) {
    this.server = superuser;
    this.shop = superuser.withDatabase(Shop.DATABASE);
    this.settings = settings;
    this.onStep = onStep;
  }

  void make() {
    refuseToReplace();
    try {
      makeDatabase();
      makeTables();
      load();
      makeIndexes();
      checkForeignKeys();
      govern();
    } catch (Fault failure) {
      undo(failure);
      throw failure;
    }
  }

  private void undo(Fault failure) {
    try {
      dropDatabase(server);
    } catch (Fault another) {
      failure.addSuppressed(another);
    }
  }

  private void refuseToReplace() {
    try (Session session = Session.open(server, OPTIONS)) {
      if (session.number("SELECT count(*) FROM pg_database WHERE datname = 'shop'") > 0) {
        throw Fault.of(SampleError.SHOP_EXISTS, "the server already has a database named shop")
            .detail("found on " + server.display())
            .hint("Drop it, or use another server; an existing database is never replaced.");
      }
    }
  }

  /// Drops database and tablespace; the roles stay.
  static void dropDatabase(ConnectionSettings superuser) {
    try (Session session = Session.open(superuser, OPTIONS)) {
      session.execute("DROP DATABASE IF EXISTS shop WITH (FORCE)");
      session.execute("DROP TABLESPACE IF EXISTS shop_archive");
    }
  }

  private void makeDatabase() {
    onStep.accept("making roles and database");
    try (Session session = Session.open(server, OPTIONS)) {
      run(session, "roles");
      settings
          .applicationPassword()
          .ifPresent(
              password ->
                  session
                      .query(
                          """
                          SELECT format('ALTER ROLE %I PASSWORD %L', name, ?::text) AS statement
                          FROM unnest(ARRAY['shop_app', 'shop_readonly']) AS name
                          """,
                          row -> row.text("statement"), password.reveal())
                      .forEach(session::execute));
      settings
          .tablespaceDirectory()
          .ifPresent(
              directory ->
                  session.execute(
                      "CREATE TABLESPACE shop_archive OWNER shop_owner LOCATION "
                          + new Literal(directory.toString())));
      session.execute("CREATE DATABASE shop TEMPLATE template0 ENCODING 'UTF8'");
    }
  }

  private void makeTables() {
    onStep.accept("making tables");
    try (Session session = Session.open(shop, OPTIONS)) {
      run(session, "types");
      run(session, "tables");
      inArchive(session, "documents");
      run(session, "routines");
      session.execute("SET ROLE shop_owner");
      for (int month = 0; month < Calendar.MONTHS + Calendar.MONTHS_AHEAD; month++) {
        session.execute(
            "CALL shop.add_events_partition(?::date)",
            Calendar.FIRST_DAY.plusMonths(month).toString());
      }
      session.execute(
          "INSERT INTO shop.about (seed, scale, generation) VALUES (?, ?, ?)",
          settings.seed(),
          settings.scale(),
          Population.GENERATION);
    }
  }

  private void load() {
    onStep.accept("loading rows");
    Population population = new Population(settings.seed(), settings.scale());
    List<Consumer<Session>> works = new ArrayList<>();
    for (TableLoad load : Content.of(population)) {
      works.add(session -> load(session, load));
    }
    ParallelSessions.run(shop, OPTIONS, works);
  }

  /// A table truncated in the same transaction takes its rows frozen, so that nothing has to visit
  /// their pages again (manual: "COPY", option FREEZE).
  private static void load(Session session, TableLoad load) {
    session.begin(IsolationLevel.READ_COMMITTED, Access.READ_WRITE);
    session.execute("TRUNCATE shop." + load.table());
    try (InputStream rows = load.content().get()) {
      session.copyIn(
          "COPY shop." + load.table() + " (" + load.columns() + ") FROM STDIN (FREEZE)", rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    session.commit();
  }

  private void makeIndexes() {
    onStep.accept("building keys and indexes");
    List<Consumer<Session>> works = new ArrayList<>();
    for (String table : FINISHED_TABLES) {
      works.add(
          session -> {
            session.execute("SET maintenance_work_mem = '128MB'");
            run(session, "finish/" + table);
            if (table.equals("orders")) {
              inArchive(session, "archive_index");
            }
          });
    }
    ParallelSessions.run(shop, OPTIONS, works);
  }

  private void checkForeignKeys() {
    onStep.accept("checking foreign keys");
    List<Consumer<Session>> works = new ArrayList<>();
    try (Session session = Session.open(shop, OPTIONS)) {
      run(session, "foreign_keys");
      session
          .query(
              SqlResource.load(Shop.class, "not_validated", session.version()),
              row -> row.text("statement"))
          .forEach(statement -> works.add(other -> other.execute(statement)));
    }
    ParallelSessions.run(shop, OPTIONS, works);
  }

  private void govern() {
    onStep.accept("making policies, triggers and views");
    try (Session session = Session.open(shop, OPTIONS)) {
      for (String script :
          List.of("sequences", "triggers", "views", "policies", "grants", "comments")) {
        run(session, script);
      }
    }
  }

  private static void run(Session session, String script) {
    session.execute(SqlResource.load(Shop.class, script, session.version()));
  }

  private void inArchive(Session session, String script) {
    if (settings.tablespaceDirectory().isPresent()) {
      session.execute("SET default_tablespace = " + Shop.TABLESPACE);
    }
    run(session, script);
    session.execute("RESET default_tablespace");
  }
}
