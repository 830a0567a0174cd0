package dev.ballast.protect.restore;

import dev.ballast.machine.Account;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.server.PostgresServer;
import dev.ballast.postgres.server.ServerFolder;
import dev.ballast.postgres.server.ServerSetting;
import dev.ballast.postgres.wire.SlotName;
import dev.ballast.sql.Identifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// The files that a server on a copy runs with, outside of the cluster so that it stays as it was
/// backed up. For one thread at a time; every method throws a fault of [RestoreFaults] where a file
/// cannot be written.
///
/// The source's own files name paths, ports and archives of the source; none of them is read. The
/// server's user may read these, and change nothing but its socket.
final class CopyFiles {
  private static final String AUTO_CONF = "postgresql.auto.conf";
  private static final String BY_PASSWORD = "local all all scram-sha-256\n";

  /// No role of a confined copy but Ballast's own superuser may replicate.
  private static final String STANDBY_BY_PASSWORD = "local replication all scram-sha-256\n";

  private static final String PASSWORD_FILE = "password";

  private final Path dataDirectory;
  private final Path workDirectory;

  CopyFiles(Path dataDirectory, Path workDirectory) {
    this.dataDirectory = dataDirectory;
    this.workDirectory = workDirectory;
  }

  Path socketFolder() {
    return workDirectory.resolve("s");
  }

  Path log() {
    return workDirectory.resolve("server.log");
  }

  /// The cluster's own configuration files, where they are while a server runs here.
  List<Path> ofTheCluster() {
    return List.of(dataDirectory.resolve("postgresql.conf"), workDirectory.resolve(AUTO_CONF));
  }

  /// Makes the server recover, and not wait for more log as a standby does: the backup of one
  /// brings its signal along.
  void signalRecovery() {
    try (ServerFolder data = ServerFolder.open(dataDirectory, Account.CLUSTERS)) {
      data.delete("standby.signal");
      data.write("recovery.signal", "");
    } catch (IOException e) {
      throw RestoreFaults.writing(dataDirectory, e);
    }
  }

  /// Writes the configuration, and sets aside what ALTER SYSTEM left behind: it is in the data
  /// directory and would be read even so.
  ///
  /// @param superuser comes in without a password: while the server recovers none can be set
  void write(String superuser) {
    // Anyone else who comes in knows a password of the source.
    writeAdmitting("local all %s trust%n%s".formatted(new Identifier(superuser), BY_PASSWORD));
  }

  /// As [#write(String)], for a copy in which every role has a password of Ballast's.
  void writeConfined() {
    writeAdmitting(BY_PASSWORD + STANDBY_BY_PASSWORD);
  }

  /// Makes the server a standby, and writes the password with which it comes in at its primary: the
  /// command line is open to everybody on this machine.
  void signalStandby(ConnectionSettings primary) {
    try (ServerFolder data = ServerFolder.open(dataDirectory, Account.CLUSTERS);
        ServerFolder work = ServerFolder.open(workDirectory, Account.CLUSTERS)) {
      work.write(PASSWORD_FILE, "*:*:*:*:" + primary.password().orElseThrow().reveal() + "\n");
      data.write("standby.signal", "");
    } catch (IOException e) {
      throw RestoreFaults.writing(dataDirectory, e);
    }
  }

  /// The settings of a standby that begin where those of a copy leave off.
  List<ServerSetting> following(ConnectionSettings primary, SlotName slot) {
    String conninfo =
        "host='%s' port=%d user='%s' passfile='%s' application_name='%s'"
            .formatted(
                escaped(primary.host()),
                primary.port(),
                escaped(primary.user()),
                escaped(workDirectory.resolve(PASSWORD_FILE).toString()),
                slot.value());
    return List.of(
        new ServerSetting("primary_conninfo", conninfo),
        new ServerSetting("primary_slot_name", slot.value()),
        new ServerSetting("recovery_target_timeline", "latest"));
  }

  /// As libpq reads what is between quotes.
  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("'", "\\'");
  }

  private void writeAdmitting(String access) {
    try {
      Files.setPosixFilePermissions(workDirectory, PosixFilePermissions.fromString("rwxr-xr-x"));
      if (!Files.exists(socketFolder())) {
        Files.createDirectory(socketFolder());
        PostgresServer.own(socketFolder());
      }
      Files.writeString(workDirectory.resolve("postgresql.conf"), "");
      Files.writeString(workDirectory.resolve("pg_hba.conf"), access);
      Files.writeString(workDirectory.resolve("pg_ident.conf"), "");
      for (String name : List.of("postgresql.conf", "pg_hba.conf", "pg_ident.conf")) {
        Files.setPosixFilePermissions(
            workDirectory.resolve(name), PosixFilePermissions.fromString("rw-r--r--"));
      }
      if (!Files.exists(log())) {
        Files.createFile(
            log(),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      setAside();
    } catch (IOException e) {
      throw RestoreFaults.writing(dataDirectory, e);
    }
  }

  private void setAside() throws IOException {
    try (ServerFolder data = ServerFolder.open(dataDirectory, Account.CLUSTERS);
        ServerFolder work = ServerFolder.open(workDirectory, Account.CLUSTERS)) {
      if (data.holds(AUTO_CONF) && !work.holds(AUTO_CONF)) {
        data.move(AUTO_CONF, work);
      }
    }
  }

  /// Puts the source's ALTER SYSTEM settings back where the next start will read them.
  void putBack() {
    try (ServerFolder data = ServerFolder.open(dataDirectory, Account.CLUSTERS);
        ServerFolder work = ServerFolder.open(workDirectory, Account.CLUSTERS)) {
      if (work.holds(AUTO_CONF)) {
        work.move(AUTO_CONF, data);
      }
    } catch (IOException e) {
      throw RestoreFaults.writing(dataDirectory, e);
    }
  }

  /// From the next reload on everybody needs a password.
  void requirePasswords() {
    try {
      Files.writeString(workDirectory.resolve("pg_hba.conf"), BY_PASSWORD);
    } catch (IOException e) {
      throw RestoreFaults.writing(dataDirectory, e);
    }
  }

  /// Adds what keeps the cluster from acting to the ALTER SYSTEM settings that were set aside.
  void prepareDrill() {
    Path settings = workDirectory.resolve(AUTO_CONF);
    try (ServerFolder work = ServerFolder.open(workDirectory, Account.CLUSTERS)) {
      String before =
          work.holds(AUTO_CONF)
              ? new String(Files.readAllBytes(settings), StandardCharsets.UTF_8)
              : "";
      work.write(AUTO_CONF, DrillCopy.configuration(before));
    } catch (IOException e) {
      throw RestoreFaults.writing(dataDirectory, e);
    }
  }
}
