package dev.ballast.cli;

import dev.ballast.cli.frame.Terminal;
import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Progress;
import dev.ballast.machine.Places;
import dev.ballast.postgres.ServerVersion;
import dev.ballast.postgres.server.Installations;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.protect.backup.BackupSettings;
import dev.ballast.protect.prove.BackupProof;
import dev.ballast.protect.prove.ProofSubject;
import dev.ballast.protect.prove.ProvingSettings;
import dev.ballast.sample.Shop;
import dev.ballast.sample.ShopSettings;
import dev.ballast.vault.Vault;
import dev.ballast.vault.VaultSettings;
import dev.ballast.vault.format.MasterKey;
import java.nio.file.Path;
import java.util.List;

/// A backup of a small shop, its proof and its restore, so that the JVM's start-up cache holds
/// their classes and tells the compilers what of them is hot. One use; for one thread.
final class RecoveryRehearsal {
  private static final long SEED = 1;
  private static final double SCALE = 0.5;

  /// A restore is over so soon that one of them does not show what is hot in a large one.
  private static final int RESTORES = 3;

  private final Terminal terminal;
  private final Clock clock;

  RecoveryRehearsal(Terminal terminal, Clock clock) {
    this.terminal = terminal;
    this.clock = clock;
  }

  /// Throws a fault where this machine runs no server of its own, or what was backed up was not
  /// proved: the package is then made without.
  void run() {
    try (TemporaryFolder folder = TemporaryFolder.create("rehearsal")) {
      Path vault = folder.path().resolve("vault");
      Path key = folder.path().resolve("key");
      try (TemporaryCluster source = TemporaryCluster.start(ServerVersion.NEWEST_MAJOR, clock)) {
        Shop.create(source.settings(), ShopSettings.of(SEED, SCALE));
        MasterKey master = MasterKey.generate();
        master.save(key);
        VaultSettings where = new VaultSettings(vault, Places.state(), clock);
        try (Vault opened = Vault.init(where, master, Vault.DEFAULT_CHUNK_SIZE)) {
          BackupProof.run(
              opened,
              new ProofSubject.Fresh(source.settings(), BackupSettings.of("shop", SEED)),
              _ -> ProvingSettings.of("ballast prove").withServers(Installations.embeddedOnly()),
              clock,
              Progress.NONE);
        }
      }
      for (int i = 0; i < RESTORES; i++) {
        restore(folder.path().resolve("restored-" + i), vault, key);
      }
    }
  }

  private void restore(Path into, Path vault, Path key) {
    List<String> call =
        List.of(
            "restore",
            "latest",
            "--files-only",
            "--to",
            into.toString(),
            "--vault",
            vault.toString(),
            "--key",
            "file:" + key);
    Main.run(new RootCommand(), call, terminal);
  }
}
