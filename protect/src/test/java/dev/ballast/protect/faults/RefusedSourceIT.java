package dev.ballast.protect.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Progress;
import dev.ballast.postgres.Authentication;
import dev.ballast.postgres.AuthenticationMethod;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Password;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A source that does not let a backup in: the fault names what fixes it, and doing that fixes it.
final class RefusedSourceIT {
  @TempDir private Path folder;

  @Test
  void aWrongPasswordIsRefusedAndNeverPrinted() {
    try (FaultBench bench = bench("host all alice 127.0.0.1/32 scram-sha-256")) {
      execute(bench, "CREATE ROLE alice LOGIN REPLICATION PASSWORD 'right'");

      Fault fault = bench.refused(user(bench, "alice", "wr0ng"), FaultBench.quick(), Progress.NONE);

      assertThat(fault.code()).isEqualTo(PostgresError.AUTHENTICATION_FAILED);
      assertThat(fault.code().exit()).isEqualTo(ExitCode.UNREACHABLE);
      assertThat(fault.getMessage()).contains("alice");
      assertThat(fault.hint().orElseThrow()).contains("password");
      assertThat(fault.toString() + fault.hint()).doesNotContain("wr0ng");
      bench.assertNextBackupSucceeds(user(bench, "alice", "right"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 16, 18})
  void aRoleWithoutReplicationIsToldTheAlterRole(int major) {
    try (FaultBench bench =
        FaultBench.of(TemporaryCluster.of(major, Clock.system()).tcp().start(), folder)) {
      execute(bench, "CREATE ROLE \"Bob's\" LOGIN");
      ConnectionSettings bob = user(bench, "Bob's", "");

      Fault fault = bench.refused(bob, FaultBench.quick(), Progress.NONE);

      assertThat(fault.code()).isEqualTo(PostgresError.PRIVILEGE_MISSING);
      assertThat(fault.code().exit()).isEqualTo(ExitCode.UNREACHABLE);
      assertThat(fault.hint().orElseThrow()).contains("ALTER ROLE \"Bob's\" REPLICATION;");
      bench.repair(fault);
      bench.assertNextBackupSucceeds(bob);
    }
  }

  @Test
  void withoutAnHbaLineForReplicationTheLineIsTold() throws IOException {
    try (FaultBench bench =
        FaultBench.of(
            TemporaryCluster.of(FaultBench.MAJOR, Clock.system()).tcp().start(), folder)) {
      execute(bench, "CREATE ROLE carol LOGIN REPLICATION PASSWORD 'right'");
      admitOnly(bench, "host all all 127.0.0.1/32 trust");
      ConnectionSettings carol = trusted(user(bench, "carol", "right"));

      Fault fault = bench.refused(carol, FaultBench.quick(), Progress.NONE);

      assertThat(fault.code()).isEqualTo(PostgresError.NO_HBA_ENTRY);
      assertThat(fault.code().exit()).isEqualTo(ExitCode.UNREACHABLE);
      assertThat(fault.hint().orElseThrow())
          .endsWith(": host replication carol 127.0.0.1/32 scram-sha-256");
      bench.repair(fault);
      bench.assertNextBackupSucceeds(carol);
    }
  }

  @Test
  void withoutAnHbaLineForTheDatabaseTheLineIsTold() throws IOException {
    try (FaultBench bench =
        FaultBench.of(
            TemporaryCluster.of(FaultBench.MAJOR, Clock.system()).tcp().start(), folder)) {
      execute(bench, "CREATE ROLE carol LOGIN REPLICATION PASSWORD 'right'");
      admitOnly(
          bench,
          "host postgres postgres 127.0.0.1/32 trust",
          "host replication all 127.0.0.1/32 trust");
      ConnectionSettings carol = trusted(user(bench, "carol", "right"));

      Fault fault = bench.refused(carol, FaultBench.quick(), Progress.NONE);

      assertThat(fault.code()).isEqualTo(PostgresError.NO_HBA_ENTRY);
      assertThat(fault.hint().orElseThrow())
          .endsWith(": host postgres carol 127.0.0.1/32 scram-sha-256");
      bench.assertSourceIsFree();
      bench.repair(fault);
      bench.assertNextBackupSucceeds(carol);
    }
  }

  @Test
  void aRoleThatMayNotConnectToTheDatabaseIsToldTheGrant() {
    try (FaultBench bench =
        FaultBench.of(
            TemporaryCluster.of(FaultBench.MAJOR, Clock.system()).tcp().start(), folder)) {
      execute(bench, "CREATE ROLE dora LOGIN REPLICATION");
      execute(bench, "REVOKE CONNECT ON DATABASE postgres FROM PUBLIC");
      ConnectionSettings dora = user(bench, "dora", "");

      Fault fault = bench.refused(dora, FaultBench.quick(), Progress.NONE);

      assertThat(fault.code()).isEqualTo(PostgresError.PRIVILEGE_MISSING);
      assertThat(fault.hint().orElseThrow())
          .contains("GRANT CONNECT ON DATABASE \"postgres\" TO \"dora\";");
      bench.repair(fault);
      bench.assertNextBackupSucceeds(dora);
    }
  }

  /// A server with WAL senders refuses to start where `wal_level` is minimal, so the hint names
  /// both.
  @ParameterizedTest
  @CsvSource({"14, replica, 1", "18, logical, 1", "14, minimal, 0", "18, minimal, 0"})
  void exhaustedWalSendersAreToldTheBound(int major, String level, int senders) {
    try (FaultBench bench =
        FaultBench.of(TemporaryCluster.of(major, Clock.system()).tcp().start(), folder)) {
      execute(bench, "ALTER SYSTEM SET wal_level = " + level);
      execute(bench, "ALTER SYSTEM SET max_wal_senders = " + senders);
      bench.restart();

      Fault fault = bench.refused(bench.source().settings(), FaultBench.quick(), Progress.NONE);

      assertThat(fault.code()).isEqualTo(PostgresError.SERVER_BUSY);
      assertThat(fault.code().exit()).isEqualTo(ExitCode.UNREACHABLE);
      assertThat(fault.getMessage()).contains("max_wal_senders");
      assertThat(fault.hint().orElseThrow()).contains("ALTER SYSTEM SET max_wal_senders = 10;");
      bench.assertSourceIsFree();
      bench.repair(fault);
      bench.assertNextBackupSucceeds(bench.source().settings());
    }
  }

  @Test
  void exhaustedReplicationSlotsAreToldTheBound() {
    try (FaultBench bench =
        FaultBench.of(
            TemporaryCluster.of(FaultBench.MAJOR, Clock.system()).tcp().start(), folder)) {
      execute(bench, "ALTER SYSTEM SET max_replication_slots = 0");
      bench.restart();

      Fault fault = bench.refused(bench.source().settings(), FaultBench.quick(), Progress.NONE);

      assertThat(fault.code()).isEqualTo(PostgresError.SERVER_BUSY);
      assertThat(fault.hint().orElseThrow())
          .contains("ALTER SYSTEM SET max_replication_slots = 10;");
      bench.assertSourceIsFree();
      bench.repair(fault);
      bench.assertNextBackupSucceeds(bench.source().settings());
    }
  }

  @Test
  void aDatabaseTheRoleMayNotEnterStopsNoBackup() {
    try (FaultBench bench =
        FaultBench.of(
            TemporaryCluster.of(FaultBench.MAJOR, Clock.system()).tcp().start(), folder)) {
      execute(bench, "CREATE ROLE dora LOGIN REPLICATION");
      execute(bench, "CREATE DATABASE closed");
      execute(bench, "REVOKE CONNECT ON DATABASE closed FROM PUBLIC");

      bench.assertNextBackupSucceeds(user(bench, "dora", ""));
    }
  }

  private FaultBench bench(String hba) {
    return FaultBench.of(
        TemporaryCluster.of(FaultBench.MAJOR, Clock.system())
            .hba(hba)
            .hba(hba.replace(" all ", " replication "))
            .start(),
        folder);
  }

  private static ConnectionSettings user(FaultBench bench, String name, String password) {
    return bench
        .source()
        .settings()
        .withUser(
            name, password.isEmpty() ? Optional.empty() : Optional.of(new Password(password)));
  }

  /// Another line of `pg_hba.conf` asks for no password.
  private static ConnectionSettings trusted(ConnectionSettings settings) {
    return settings.withAuthentication(
        Authentication.accepting(AuthenticationMethod.SCRAM_SHA_256, AuthenticationMethod.NONE));
  }

  private static void execute(FaultBench bench, String sql) {
    try (Session session = bench.source().session()) {
      session.execute(sql);
    }
  }

  private static void admitOnly(FaultBench bench, String... lines) throws IOException {
    Files.write(bench.source().hbaFile(), List.of(lines));
    bench.restart();
  }
}
