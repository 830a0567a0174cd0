package dev.ballast.cli.demo;

import dev.ballast.evidence.Clock;
import dev.ballast.machine.RandomName;
import dev.ballast.observe.catalogue.AllChecks;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.sample.Shop;
import dev.ballast.server.node.Node;
import dev.ballast.server.node.NodeSettings;
import dev.ballast.sql.Literal;
import dev.ballast.store.database.StoreLocation;
import dev.ballast.targets.config.Configuration;
import dev.ballast.targets.config.ListenSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/// A node that watches a demonstration which stays: with a role that has what
/// `docs/how-to/prepare-a-target.md` names and no more, and a configuration as anybody would write
/// it.
final class DemoWatch implements AutoCloseable {
  private static final String ROLE = "ballast";
  private static final int PASSWORD_BYTES = 16;

  private final Node node;
  private final Demo.Watch watched;

  private DemoWatch(Node node, Demo.Watch watched) {
    this.node = node;
    this.watched = watched;
  }

  /// What is watched.
  ///
  /// @param superuser of the server, which listens on loopback and wants passwords
  /// @param folder of the demonstration, which holds its vault, its key and its heads
  record Subject(ConnectionSettings superuser, Path folder) {
    Path vault() {
      return folder.resolve("vault");
    }

    Path key() {
      return folder.resolve("master.key");
    }

    Path heads() {
      return folder.resolve("heads");
    }
  }

  static DemoWatch start(Subject subject, Clock clock) {
    Path configuration = prepare(subject);
    Path state = subject.folder().resolve("serve");
    Node node =
        Node.start(
            new NodeSettings(
                Configuration.read(configuration, AllChecks.known()),
                new StoreLocation.Embedded(state.resolve("store")),
                state.resolve("node"),
                subject.heads(),
                ListenSettings.DEFAULTS.withPort(0)),
            clock);
    return new DemoWatch(
        node,
        new Demo.Watch(
            node.address(),
            state,
            configuration,
            conninfo(subject),
            node.adminLink().map(node.address()::resolve)));
  }

  private static Path prepare(Subject subject) {
    String password = RandomName.of(PASSWORD_BYTES);
    ConnectionSettings shop = subject.superuser().withDatabase(Shop.DATABASE);
    try (Session session = Session.open(shop, SessionOptions.onOwnServer("ballast demo"))) {
      session.execute(
          "CREATE ROLE ballast LOGIN REPLICATION BYPASSRLS PASSWORD " + new Literal(password));
      session.execute("GRANT pg_read_all_data, pg_monitor TO ballast");
    }
    Path secret = secret(subject.folder().resolve("password"), password);
    try {
      return Files.writeString(
          subject.folder().resolve("ballast.yaml"), configuration(subject, secret));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path secret(Path file, String text) {
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      return Files.writeString(file, text, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// How the superuser reaches the shop with psql, in libpq's form: remedies are run by him.
  private static String conninfo(Subject subject) {
    ConnectionSettings superuser = subject.superuser();
    Path passwords =
        secret(
            subject.folder().resolve("pgpass"),
            "*:*:*:*:%s%n".formatted(superuser.password().orElseThrow().reveal()));
    return "host=%s port=%d user=%s dbname=%s passfile=%s"
        .formatted(superuser.host(), superuser.port(), superuser.user(), Shop.DATABASE, passwords);
  }

  /// A proof is due every few minutes, so that one is seen to appear; a session that is idle in
  /// its transaction is an alert after 20 s, and an index that no query uses after 15 s.
  private static String configuration(Subject subject, Path secret) {
    return """
    version: 1
    vaults:
      main:
        folder: %s
        key: file:%s
    targets:
      shop:
        host: %s
        port: %d
        database: %s
        user: %s
        password: file:%s
        objectives:
          proof-age: 5min
        wal:
          receive: true
    serve:
      statements: {plans: true}
    alerts:
      checks:
        idle-in-transaction: {raise: 20s, clear: 10s}
        unused-index: {raise: 15s, hold: 0s}
    tickets:
      owner: shop-team
    """
        .formatted(
            subject.vault(),
            subject.key(),
            subject.superuser().host(),
            subject.superuser().port(),
            Shop.DATABASE,
            ROLE,
            secret);
  }

  Demo.Watch watched() {
    return watched;
  }

  @Override
  public void close() {
    node.close();
  }
}
