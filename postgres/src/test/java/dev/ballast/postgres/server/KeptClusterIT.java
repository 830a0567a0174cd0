package dev.ballast.postgres.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Password;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.ServerVersion;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeptClusterIT {
  private static final Clock CLOCK = Clock.system();

  @Test
  void noOtherUserAndNoOtherPasswordComesIn() throws IOException {
    try (TemporaryFolder temporary = TemporaryFolder.create("kept")) {
      Path folder = temporary.path().resolve("kept");
      try (KeptCluster cluster = open(folder)) {
        assertThat(
                PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("s"))))
            .isEqualTo("rwx------");
        assertThat(
                PosixFilePermissions.toString(
                    Files.getPosixFilePermissions(folder.resolve("password"))))
            .isEqualTo("rw-------");
        assertRefused(cluster.settings(), Optional.of(new Password("0".repeat(48))));
        assertRefused(cluster.settings(), Optional.empty());
        assertThatThrownBy(() -> open(folder))
            .isInstanceOfSatisfying(
                Fault.class,
                f -> assertThat(f.code()).isEqualTo(PostgresError.SERVER_FOLDER_IN_USE));
      }
    }
  }

  @Test
  void whatWasNeverFinishedIsMadeAgainAndWhatWasFinishedIsKept() throws IOException {
    try (TemporaryFolder temporary = TemporaryFolder.create("kept")) {
      Path folder = temporary.path().resolve("kept");
      // As a process leaves it that is killed while it makes the cluster.
      Files.createDirectories(folder.resolve(".half/base"));
      Files.createDirectory(folder.resolve("s"));
      try (KeptCluster cluster = open(folder)) {
        execute(cluster, "CREATE TABLE kept (i int)");
      }
      try (KeptCluster cluster = open(folder)) {
        execute(cluster, "INSERT INTO kept VALUES (1)");
        cluster.crash();
        assertThat(cluster.keepRunning()).isTrue();
        execute(cluster, "INSERT INTO kept VALUES (2)");
        assertThat(rows(cluster)).isEqualTo(2);
      }
      byte[] password = Files.readAllBytes(folder.resolve("password"));
      Files.delete(folder.resolve("password"));
      assertThatThrownBy(() -> open(folder))
          .isInstanceOfSatisfying(
              Fault.class,
              f -> assertThat(f.code()).isEqualTo(PostgresError.SERVER_PASSWORD_MISSING));
      Files.write(folder.resolve("password"), password);
      try (KeptCluster cluster = open(folder)) {
        assertThat(rows(cluster)).isEqualTo(2);
      }
    }
  }

  private static long rows(KeptCluster cluster) {
    try (Session session = session(cluster)) {
      return session.number("SELECT count(*) FROM kept");
    }
  }

  private static KeptCluster open(Path folder) {
    return KeptCluster.open(folder, ServerVersion.NEWEST_MAJOR, List.of(), CLOCK);
  }

  private static void execute(KeptCluster cluster, String sql) {
    try (Session session = session(cluster)) {
      session.execute(sql);
    }
  }

  private static Session session(KeptCluster cluster) {
    return Session.open(cluster.settings(), SessionOptions.onOwnServer("ballast"));
  }

  private static void assertRefused(ConnectionSettings settings, Optional<Password> password) {
    ConnectionSettings other =
        new ConnectionSettings(
            settings.host(),
            settings.port(),
            settings.database(),
            settings.user(),
            password,
            settings.tls(),
            settings.connectTimeout());
    assertThatThrownBy(() -> session(other).close())
        .isInstanceOfSatisfying(
            Fault.class, f -> assertThat(f.code().id()).startsWith("authentication"));
  }

  private static Session session(ConnectionSettings settings) {
    return Session.open(settings, SessionOptions.onOwnServer("ballast"));
  }
}
