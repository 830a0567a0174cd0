package dev.ballast.lab.clone;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Progress;
import dev.ballast.evidence.Undo;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.Confinement;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.BackupRun;
import dev.ballast.protect.backup.BackupSettings;
import dev.ballast.vault.Vault;
import dev.ballast.vault.VaultSettings;
import dev.ballast.vault.format.MasterKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A source with a table of a hundred rows in a tablespace, a backup of it, and a folder for a lab.
/// For one thread at a time.
final class CloneBench implements AutoCloseable {
  static final MasterKey KEY = MasterKey.parse("A".repeat(43) + "=");

  final TemporaryFolder folder;
  final TemporaryCluster source;
  final Vault vault;
  final Backup backup;

  private CloneBench(TemporaryFolder folder, TemporaryCluster source, Vault vault) {
    this.folder = folder;
    this.source = source;
    this.vault = vault;
    this.backup =
        new BackupRun(
                vault,
                source.settings(),
                new BackupSettings("source", 2, 1, true, Optional.empty(), Optional.empty()),
                Clock.system(),
                Progress.NONE)
            .run();
  }

  /// @param more statements of the superuser, before the backup; `PORT` is the source's
  static CloneBench of(TemporaryCluster.Builder how, List<String> more) {
    TemporaryFolder folder = TemporaryFolder.create("lab");
    try (Undo<RuntimeException> undo = Undo.unlessKept(folder::close)) {
      TemporaryCluster source = how.start();
      try (Undo<RuntimeException> stopping = Undo.unlessKept(source::close)) {
        Path space = Files.createDirectory(source.scratch().resolve("space"));
        source.own(space);
        try (Session session = source.session()) {
          session.execute("CREATE TABLESPACE space LOCATION '" + space + "'");
          session.execute("CREATE ROLE app LOGIN");
          session.execute("GRANT CREATE ON TABLESPACE space TO app");
          session.execute("CREATE SCHEMA app AUTHORIZATION app");
          session.execute(
              "CREATE TABLE app.t TABLESPACE space AS"
                  + " SELECT g AS id, md5(g::text) AS filler FROM generate_series(1, 100) AS g");
          session.execute("ALTER TABLE app.t OWNER TO app");
          String port = Integer.toString(source.settings().port());
          more.forEach(statement -> session.execute(statement.replace("PORT", port)));
        }
        Vault vault = Vault.init(settings(folder.path()), KEY, Vault.DEFAULT_CHUNK_SIZE);
        return undo.keep(stopping.keep(new CloneBench(folder, source, vault)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static VaultSettings settings(Path folder) {
    return new VaultSettings(folder.resolve("vault"), folder.resolve("heads"), Clock.system());
  }

  Path labFolder() {
    return folder.path().resolve("lab");
  }

  Lab lab() {
    return Lab.in(labFolder(), Clock.system());
  }

  Lab.Wanted wanted(String name) {
    return new Lab.Wanted(name, backup, /* unprovedToo= */ true, Confinement.PREFERRED);
  }

  Clone create(String name) {
    return lab().create(wanted(name), vault, Progress.NONE);
  }

  @Override
  public void close() {
    try (folder;
        source) {
      vault.close();
    }
  }
}
