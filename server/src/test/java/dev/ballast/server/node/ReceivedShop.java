package dev.ballast.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.WalSegment;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.wire.SystemIdentifier;
import dev.ballast.protect.wal.LogChain;
import dev.ballast.protect.wal.Stretch;
import dev.ballast.protect.wal.WalArchive;
import dev.ballast.vault.Vault;
import dev.ballast.vault.VaultSettings;
import dev.ballast.vault.format.MasterKey;
import dev.ballast.vault.format.VaultError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// A server whose log nodes receive into a vault, seen from outside of both.
final class ReceivedShop {
  private static final int SEGMENT = 16 << 20;

  private final TemporaryCluster shop;
  private final Path vault;
  private final SystemIdentifier system;

  ReceivedShop(TemporaryCluster shop, Path vault) {
    this.shop = shop;
    this.vault = vault;
    try (Session session = shop.session()) {
      system =
          new SystemIdentifier(session.number("SELECT system_identifier FROM pg_control_system()"));
    }
  }

  /// Commits a row, and returns up to where the server then has its log on disk.
  Lsn write(String what) {
    try (Session session = shop.session()) {
      session.execute("CREATE TABLE IF NOT EXISTS written (what text)");
      session.execute("INSERT INTO written VALUES ('" + what + "')");
      return session.one("SELECT pg_current_wal_flush_lsn() AS lsn", row -> row.lsn("lsn"));
    }
  }

  boolean has(Lsn lsn) {
    try (Vault opened = open()) {
      return WalArchive.of(opened, system)
          .newest()
          .filter(end -> !end.lsn().isBefore(lsn))
          .isPresent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Vault open() throws IOException {
    VaultSettings settings = new VaultSettings(vault, vault.resolveSibling("seen"), Clock.system());
    return Vault.open(
        settings, MasterKey.parse(Files.readString(vault.resolveSibling("master.key")).strip()));
  }

  /// One connection uses the slot, and the vault lets nobody else in.
  void assertOneReceiver() throws IOException {
    try (Session session = shop.session();
        Vault opened = open()) {
      List<String> senders =
          session.query(
              "SELECT pid::text AS pid FROM pg_stat_replication WHERE application_name = 'ballast_shop'",
              row -> row.text("pid"));
      assertThat(senders).hasSize(1);
      assertThat(
              session.text(
                  "SELECT active_pid::text FROM pg_replication_slots WHERE slot_name = 'ballast_shop'"))
          .isEqualTo(senders.getFirst());
      assertThatExceptionOfType(Fault.class)
          .isThrownBy(() -> opened.tails().write(system.value(), Duration.ZERO))
          .matches(fault -> fault.code() == VaultError.VAULT_BUSY);
    }
  }

  /// What the vault has is one stretch, and what is in the server's own files.
  void assertNoByteIsLost() throws IOException {
    try (Vault opened = open()) {
      WalArchive archive = WalArchive.of(opened, system);
      assertThat(archive.damage()).isEmpty();
      Stretch first = archive.stretches().getFirst();
      LogChain chain =
          LogChain.along(
              new LogChain.Path(first.start(), List.of(), first.timeline()),
              archive.stretches(),
              SEGMENT,
              opened);
      assertThat(chain.end()).isGreaterThanOrEqualTo(archive.newest().orElseThrow().lsn());
      for (WalSegment segment : chain.segments()) {
        Lsn from = segment.start().isBefore(chain.start()) ? chain.start() : segment.start();
        Lsn to = chain.end().isBefore(segment.end()) ? chain.end() : segment.end();
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        chain.read(from, to, stored::write);
        byte[] file =
            Files.readAllBytes(shop.dataDirectory().resolve("pg_wal").resolve(segment.fileName()));
        assertThat(stored.toByteArray())
            .as(segment.fileName())
            .isEqualTo(
                Arrays.copyOfRange(
                    file, (int) from.minus(segment.start()), (int) to.minus(segment.start())));
      }
    }
  }
}
