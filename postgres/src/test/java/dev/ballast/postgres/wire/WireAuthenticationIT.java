package dev.ballast.postgres.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.Authentication;
import dev.ballast.postgres.AuthenticationMethod;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Password;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.Tls;
import dev.ballast.postgres.TlsMode;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TestedMajors;
import dev.ballast.postgres.wire.protocol.ReplicationMode;
import dev.ballast.postgres.wire.protocol.SocketTransport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WireAuthenticationIT {
  private static final Password SECRET = new Password("pässwörd with spaces");

  /// More than the tests before may leave behind while their servers still notice their end.
  private static final int WAL_SENDERS = 8;

  private static final ClusterPerMajor CLUSTERS =
      new ClusterPerMajor(WireAuthenticationIT::guarded);

  @TempDir private static Path files;

  static IntStream majors() {
    return TestedMajors.outermost();
  }

  @BeforeAll
  static void layOutCertificates() throws IOException {
    Files.setPosixFilePermissions(files, PosixFilePermissions.fromString("rwxr-xr-x"));
    for (String name : List.of("ca.crt", "server.crt", "server.key", "stranger-ca.crt")) {
      try (InputStream in = WireAuthenticationIT.class.getResourceAsStream(name)) {
        Files.write(files.resolve(name), in.readAllBytes());
      }
    }
  }

  @AfterAll
  static void stop() {
    CLUSTERS.close();
  }

  private static TemporaryCluster.Builder guarded(TemporaryCluster.Builder builder) {
    return builder
        .setting("max_wal_senders", Integer.toString(WAL_SENDERS))
        .hba("host all scram 127.0.0.1/32 scram-sha-256")
        .hba("host replication scram 127.0.0.1/32 scram-sha-256")
        .hba("host all md5 127.0.0.1/32 md5")
        .hba("host all clear 127.0.0.1/32 password")
        .hba("host replication md5 127.0.0.1/32 md5")
        .hba("host replication clear 127.0.0.1/32 password");
  }

  private static TemporaryCluster cluster(int major) {
    TemporaryCluster cluster = CLUSTERS.of(major);
    try (Session session = cluster.session()) {
      boolean prepared =
          session.number("SELECT count(*) FROM pg_roles WHERE rolname = 'scram'") == 1;
      if (!prepared) {
        String secret = SECRET.reveal();
        session.execute("SET password_encryption = 'scram-sha-256'");
        session.execute("CREATE ROLE scram LOGIN REPLICATION PASSWORD '" + secret + "'");
        session.execute("CREATE ROLE clear LOGIN REPLICATION PASSWORD '" + secret + "'");
        session.execute("CREATE ROLE plain LOGIN");
        session.execute("CREATE ROLE \"Odd Name\" LOGIN REPLICATION");
        session.execute("SET password_encryption = 'md5'");
        session.execute("CREATE ROLE md5 LOGIN REPLICATION PASSWORD '" + secret + "'");
        offerTls(cluster, session);
      }
    }
    return cluster;
  }

  private static void offerTls(TemporaryCluster cluster, Session session) {
    try {
      for (String name : List.of("server.crt", "server.key")) {
        Path target = cluster.dataDirectory().resolve(name);
        Files.copy(files.resolve(name), target);
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-------"));
        cluster.own(target);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    session.execute("ALTER SYSTEM SET ssl = on");
    session.execute("SELECT pg_reload_conf()");
  }

  private static ReplicationConnection open(ConnectionSettings settings) {
    return ReplicationConnection.open(
        settings, ReplicationMode.PHYSICAL, "authentication", Clock.system());
  }

  private static ConnectionSettings as(TemporaryCluster cluster, String user) {
    return as(cluster, user, SECRET);
  }

  private static ConnectionSettings as(TemporaryCluster cluster, String user, Password password) {
    ConnectionSettings settings = cluster.settings().withUser(user, Optional.of(password));
    return switch (user) {
      case "md5" -> settings.withAuthentication(Authentication.accepting(AuthenticationMethod.MD5));
      case "clear" ->
          settings.withAuthentication(Authentication.accepting(AuthenticationMethod.PASSWORD));
      case "scram" -> settings;
      default -> settings.withUser(user, Optional.empty());
    };
  }

  private static ConnectionSettings over(
      ConnectionSettings settings, String host, TlsMode mode, String root) {
    return new ConnectionSettings(
        host,
        settings.port(),
        settings.database(),
        settings.user(),
        settings.password(),
        new Tls(mode, Optional.of(files.resolve(root))),
        settings.connectTimeout(),
        settings.authentication());
  }

  @ParameterizedTest
  @MethodSource("majors")
  void acceptsEveryKindOfPasswordThatIsNamed(int major) {
    TemporaryCluster cluster = cluster(major);
    for (String user : List.of("scram", "md5", "clear")) {
      try (ReplicationConnection connection = open(as(cluster, user))) {
        assertThat(connection.serverVersion().major()).isEqualTo(major);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"md5", "clear"})
  void refusesWhatIsNotNamed(String user) {
    ConnectionSettings settings =
        as(cluster(18), user).withAuthentication(Authentication.BY_DEFAULT);
    for (Runnable attempt :
        List.<Runnable>of(
            () -> open(settings).close(),
            () -> Session.open(settings, SessionOptions.of("refused")).close())) {
      Fault fault = catchThrowableOfType(Fault.class, attempt::run);
      assertThat(fault.code()).isEqualTo(PostgresError.AUTHENTICATION_REFUSED);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "scram, DISABLE, SCRAM_SHA_256",
    "scram, REQUIRE, SCRAM_SHA_256",
    "scram, VERIFY_FULL, SCRAM_SHA_256",
    "md5, VERIFY_FULL, MD5",
    "clear, VERIFY_FULL, PASSWORD"
  })
  void admitsASessionByWhatIsNamed(String user, TlsMode mode, AuthenticationMethod method) {
    ConnectionSettings settings =
        over(as(cluster(18), user), "localhost", mode, "ca.crt")
            .withAuthentication(Authentication.accepting(method));
    try (Session session = Session.open(settings, SessionOptions.of("named"))) {
      assertThat(session.text("SELECT ssl::text FROM pg_stat_ssl WHERE pid = pg_backend_pid()"))
          .isEqualTo(Boolean.toString(mode != TlsMode.DISABLE));
    }
  }

  /// 1234 and 5678 begin a request to cancel, 1234 and 5679 one for TLS.
  @Test
  void cancelsOverTlsWithoutShowingTheKeyToAnybody() throws Exception {
    ConnectionSettings settings =
        over(as(cluster(18), "scram"), "localhost", TlsMode.REQUIRE, "ca.crt");
    try (FaultyProxy proxy =
            FaultyProxy.before(settings, new FaultyProxy.Spoiling.Reset(Long.MAX_VALUE));
        Session session = Session.open(proxy.settings(), SessionOptions.of("cancelled"));
        Session watcher = cluster(18).session()) {
      CompletableFuture<Fault> ended =
          CompletableFuture.supplyAsync(
              () ->
                  catchThrowableOfType(
                      Fault.class, () -> session.text("SELECT pg_sleep(50)::text")),
              Thread::startVirtualThread);
      while (watcher.number(
              "SELECT count(*) FROM pg_stat_activity"
                  + " WHERE application_name = 'cancelled' AND wait_event = 'PgSleep'")
          == 0) {
        Thread.onSpinWait();
      }
      session.cancel();

      assertThat(ended.get(20, TimeUnit.SECONDS).code()).isEqualTo(PostgresError.STATEMENT_TIMEOUT);
      assertThat(proxy.openings()).isNotEmpty().allMatch("0000000804d2162f"::equals);
    }
  }

  /// A program that knows neither the password nor TLS.
  @ParameterizedTest
  @MethodSource("majors")
  void relaysAProgramOverTls(int major) throws IOException {
    ConnectionSettings settings =
        over(as(cluster(major), "scram"), "localhost", TlsMode.VERIFY_FULL, "ca.crt");
    Path folder = Files.createTempDirectory("relay");
    try (AuthenticatedRelay relay = AuthenticatedRelay.open(settings, folder, Clock.system());
        Session session =
            Session.open(FalseServerTest.through(settings, folder), SessionOptions.of("program"))) {
      assertThat(session.text("SELECT ssl::text FROM pg_stat_ssl WHERE pid = pg_backend_pid()"))
          .isEqualTo("true");
      assertThat(session.text("SELECT repeat('x', 1000000)")).hasSize(1_000_000);
      assertThat(session.text("SELECT current_setting('application_name')")).isEqualTo("program");
      assertThat(session.version().major()).isEqualTo(major);
      assertThat(relay.failure()).isEmpty();
    } finally {
      Files.delete(folder);
    }
  }

  @ParameterizedTest
  @MethodSource("majors")
  void bindsScramToTheTlsChannel(int major) {
    TemporaryCluster cluster = cluster(major);
    ConnectionSettings settings =
        over(as(cluster, "scram"), "localhost", TlsMode.VERIFY_FULL, "ca.crt");
    SocketTransport transport = SocketTransport.connect(settings, Clock.system());
    RecordingTransport recording = new RecordingTransport(transport);
    try (ReplicationConnection connection =
            ReplicationConnection.over(
                recording,
                settings,
                ReplicationMode.PHYSICAL,
                ReplicationOptions.of("plus"),
                settings.connectTimeout(),
                Clock.system());
        Session session = cluster.session()) {
      assertThat(recording.sent())
          .contains("SCRAM-SHA-256-PLUS")
          .contains("p=tls-server-end-point");
      assertThat(connection.identifySystem().timeline().value()).isOne();
      assertThat(
              session.text(
                  "SELECT ssl::text FROM pg_stat_ssl JOIN pg_stat_replication USING (pid)"))
          .isEqualTo("true");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "REQUIRE, 127.0.0.1, stranger-ca.crt",
    "VERIFY_CA, 127.0.0.1, ca.crt",
    "VERIFY_FULL, localhost, ca.crt"
  })
  void acceptsTheCertificateAsFarAsTheModeAsks(TlsMode mode, String host, String root) {
    try (ReplicationConnection connection =
        open(over(as(cluster(18), "scram"), host, mode, root))) {
      assertThat(connection.serverVersion().major()).isEqualTo(18);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "VERIFY_CA, 127.0.0.1, stranger-ca.crt",
    "VERIFY_FULL, localhost, stranger-ca.crt",
    "VERIFY_FULL, 127.0.0.1, ca.crt",
    "VERIFY_FULL, localhost, absent.crt",
    "VERIFY_FULL, localhost, server.key"
  })
  void refusesACertificateThatIsNotProven(TlsMode mode, String host, String root) {
    ConnectionSettings settings = over(as(cluster(18), "scram"), host, mode, root);
    Fault fault = catchThrowableOfType(Fault.class, () -> open(settings));
    assertThat(fault.code()).isEqualTo(PostgresError.TLS_FAILED);
    assertThat(fault.hint()).isPresent();
  }

  @Test
  void saysWhenTheServerOffersNoTls() {
    try (TemporaryCluster plain = TemporaryCluster.of(18, Clock.system()).tcp().start()) {
      ConnectionSettings settings = over(plain.settings(), "localhost", TlsMode.REQUIRE, "ca.crt");
      Fault fault = catchThrowableOfType(Fault.class, () -> open(settings));
      assertThat(fault.code()).isEqualTo(PostgresError.TLS_NOT_OFFERED);
      assertThat(fault.getMessage()).isEqualTo("the server does not offer TLS");
    }
  }

  @ParameterizedTest
  @MethodSource("majors")
  void namesAWrongAndAMissingPassword(int major) {
    TemporaryCluster cluster = cluster(major);
    for (String user : List.of("scram", "md5", "clear")) {
      ConnectionSettings wrong = as(cluster, user, new Password("wrong"));
      Fault fault = catchThrowableOfType(Fault.class, () -> open(wrong));
      assertThat(fault.code()).isEqualTo(PostgresError.AUTHENTICATION_FAILED);
      ConnectionSettings none = as(cluster, user).withUser(user, Optional.empty());
      Fault missing = catchThrowableOfType(Fault.class, () -> open(none));
      assertThat(missing.code()).isEqualTo(PostgresError.AUTHENTICATION_FAILED);
      assertThat(missing.getMessage()).contains("none is given");
    }
  }

  @ParameterizedTest
  @MethodSource("majors")
  void tellsHowToGrantReplication(int major) {
    ConnectionSettings settings = as(cluster(major), "plain");
    Fault fault = catchThrowableOfType(Fault.class, () -> open(settings));
    assertThat(fault.code()).isEqualTo(PostgresError.PRIVILEGE_MISSING);
    assertThat(fault.hint())
        .contains("The role must have REPLICATION: ALTER ROLE \"plain\" REPLICATION;");
  }

  @ParameterizedTest
  @MethodSource("majors")
  void tellsTheLineThatPgHbaLacks(int major) throws IOException {
    TemporaryCluster cluster = cluster(major);
    Path hba = cluster.hbaFile();
    String before = Files.readString(hba);
    try (Session session = cluster.session()) {
      Files.writeString(hba, "host all postgres 127.0.0.1/32 trust\n");
      session.execute("SELECT pg_reload_conf()");
      ConnectionSettings odd = as(cluster, "Odd Name");
      Fault fault = catchThrowableOfType(Fault.class, () -> openOnceReloaded(odd));
      assertThat(fault.code()).isEqualTo(PostgresError.NO_HBA_ENTRY);
      assertThat(fault.hint())
          .contains(
              "Add this line to pg_hba.conf and reload the server: "
                  + "host replication \"Odd Name\" 127.0.0.1/32 scram-sha-256");
      ConnectionSettings secured = over(odd, "localhost", TlsMode.REQUIRE, "ca.crt");
      Fault other =
          catchThrowableOfType(
              Fault.class,
              () ->
                  ReplicationConnection.open(
                      secured, ReplicationMode.DATABASE, "hba", Clock.system()));
      assertThat(other.hint())
          .contains(
              "Add this line to pg_hba.conf and reload the server: "
                  + "hostssl postgres \"Odd Name\" 127.0.0.1/32 scram-sha-256");
    } finally {
      Files.writeString(hba, before);
      try (Session session = cluster.session()) {
        session.execute("SELECT pg_reload_conf()");
      }
    }
  }

  /// The postmaster rereads its files soon after `pg_reload_conf` returns, but not before.
  private static void openOnceReloaded(ConnectionSettings settings) {
    for (int attempt = 0; attempt < 1000; attempt++) {
      open(settings).close();
    }
  }

  @ParameterizedTest
  @MethodSource("majors")
  void saysThatAllWalSendersAreTaken(int major) {
    TemporaryCluster cluster = cluster(major);
    List<ReplicationConnection> taken = new ArrayList<>();
    try {
      Fault fault =
          catchThrowableOfType(
              Fault.class,
              () -> {
                for (int i = 0; i <= WAL_SENDERS; i++) {
                  taken.add(open(cluster.settings()));
                }
              });
      assertThat(fault.code()).isEqualTo(PostgresError.SERVER_BUSY);
      assertThat(fault.getMessage()).contains("max_wal_senders");
    } finally {
      taken.forEach(ReplicationConnection::close);
    }
  }

  @Test
  void saysThatTheDatabaseIsMissing() {
    ConnectionSettings settings = cluster(18).settings("no_such_database");
    Fault fault =
        catchThrowableOfType(
            Fault.class,
            () ->
                ReplicationConnection.open(
                    settings, ReplicationMode.DATABASE, "missing", Clock.system()));
    assertThat(fault.code()).isEqualTo(PostgresError.DATABASE_MISSING);
  }

  @Test
  void saysThatNoServerAnswers() {
    TemporaryCluster gone = TemporaryCluster.of(18, Clock.system()).tcp().start();
    ConnectionSettings settings = gone.settings();
    gone.close();
    Fault fault = catchThrowableOfType(Fault.class, () -> open(settings));
    assertThat(fault.code()).isEqualTo(PostgresError.SERVER_UNREACHABLE);
  }
}
