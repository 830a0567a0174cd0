package dev.ballast.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Progress;
import dev.ballast.evidence.Proof;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.BackupRun;
import dev.ballast.protect.backup.BackupSettings;
import dev.ballast.protect.backup.SourceFacts;
import dev.ballast.protect.prove.Proving;
import dev.ballast.protect.prove.ProvingSettings;
import dev.ballast.protect.verify.content.SourceReading;
import dev.ballast.vault.Vault;
import dev.ballast.vault.VaultSettings;
import dev.ballast.vault.format.MasterKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// A server with Ballast's role as the how-to makes it, and the database `shop`, whose owner `app`
/// would have Ballast do what he may not.
final class HostileDatabase {
  private HostileDatabase() {}

  /// The roles, the database, and a table that only a superuser or a reader of all data may read.
  static void create(TemporaryCluster cluster) {
    try (Session session = cluster.session()) {
      List.of(
              "CREATE ROLE app LOGIN",
              "CREATE ROLE ballast LOGIN REPLICATION BYPASSRLS",
              "GRANT pg_read_all_data, pg_monitor TO ballast",
              "CREATE DATABASE shop OWNER app")
          .forEach(session::execute);
    }
    try (Session session = cluster.session("shop")) {
      session.execute("CREATE SCHEMA hr");
      session.execute("CREATE TABLE hr.salary AS SELECT 'ceo'::text AS who, 987654 AS eur");
      session.execute("GRANT CREATE ON SCHEMA public TO app");
    }
  }

  static ConnectionSettings as(TemporaryCluster cluster, String role, String database) {
    return cluster.settings(database).withUser(role, Optional.empty());
  }

  /// Backs the server up as Ballast's role, its content digested, into a vault that goes with the
  /// folder.
  static Taken backup(TemporaryCluster cluster, String database, Path folder) {
    VaultSettings settings =
        new VaultSettings(folder.resolve("vault"), folder.resolve("state"), Clock.system());
    try (Vault vault = Vault.init(settings, MasterKey.generate(), Vault.DEFAULT_CHUNK_SIZE)) {
      Backup backup = backup(cluster, database, vault);
      return new Taken(backup.record().source(), backup.reading(vault).orElseThrow());
    }
  }

  /// Backs the server up as Ballast's role and proves the backup.
  static Proved prove(TemporaryCluster cluster, String database, Path folder) {
    VaultSettings settings =
        new VaultSettings(folder.resolve("vault"), folder.resolve("state"), Clock.system());
    try (Vault vault = Vault.init(settings, MasterKey.generate(), Vault.DEFAULT_CHUNK_SIZE)) {
      Backup backup = backup(cluster, database, vault);
      Proof proof =
          new Proving(
                  vault, backup, ProvingSettings.of("ballast prove"), Clock.system(), Progress.NONE)
              .run()
              .proof();
      return new Proved(
          new Taken(backup.record().source(), backup.reading(vault).orElseThrow()), proof);
    }
  }

  private static Backup backup(TemporaryCluster cluster, String database, Vault vault) {
    return new BackupRun(
            vault,
            as(cluster, "ballast", database),
            BackupSettings.of("shop", 1),
            Clock.system(),
            Progress.NONE)
        .run();
  }

  /// What a backup learned of its source.
  record Taken(SourceFacts facts, SourceReading reading) {}

  /// The same, and what came of its proof.
  record Proved(Taken taken, Proof proof) {}

  /// Puts names of the owner's before those of PostgreSQL.
  static void shadow(TemporaryCluster cluster) {
    try (Session owner =
        Session.open(as(cluster, "app", "shop"), SessionOptions.onOwnServer("app"))) {
      owner.execute(resource());
      owner.execute("ALTER DATABASE shop SET search_path = evil, pg_catalog, public");
      owner.execute("ALTER DATABASE shop SET constraint_exclusion = on");
      owner.execute("ALTER DATABASE shop SET default_transaction_read_only = off");
    }
  }

  private static String resource() {
    try (InputStream in = HostileDatabase.class.getResourceAsStream("hostile-names.sql")) {
      return new String(Objects.requireNonNull(in, "hostile-names.sql").readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
