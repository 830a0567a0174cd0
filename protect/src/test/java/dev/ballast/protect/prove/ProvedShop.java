package dev.ballast.protect.prove;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Progress;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.protect.TestVault;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.BackupRun;
import dev.ballast.protect.backup.BackupSettings;
import dev.ballast.protect.verify.PageEdit;
import dev.ballast.vault.Vault;
import java.nio.file.Path;

/// A small source with a backup of it: a parent and a child, their indexes, and what is needed to
/// find their pages in a copy.
final class ProvedShop implements AutoCloseable {
  private final Vault vault;
  private final Backup backup;
  private final Path parent;
  private final Path child;
  private final Path parentKey;
  private final byte[] olderParentPage;

  private ProvedShop(Vault vault, TemporaryCluster source) {
    this.vault = vault;
    try (Session session = source.session()) {
      session.execute(
          """
          CREATE TABLE parent (id int PRIMARY KEY, what text NOT NULL);
          CREATE TABLE child (
            id int PRIMARY KEY, parent int NOT NULL REFERENCES parent, CHECK (id > 0));
          INSERT INTO parent SELECT g, md5(g::text) FROM generate_series(1, 2000) g;
          INSERT INTO child SELECT g, g FROM generate_series(1, 2000) g
          """);
      session.execute("VACUUM (FREEZE) parent, child");
      session.execute("CHECKPOINT");
      Path data = source.dataDirectory();
      Path parentFile = PageEdit.fileOf(session, data, "parent");
      this.olderParentPage = new PageEdit(parentFile, 0).read();
      session.execute("UPDATE parent SET what = upper(what) WHERE id <= 10");
      session.execute("CHECKPOINT");
      this.parent = data.relativize(parentFile);
      this.child = data.relativize(PageEdit.fileOf(session, data, "child"));
      this.parentKey = data.relativize(PageEdit.fileOf(session, data, "parent_pkey"));
    }
    this.backup =
        new BackupRun(
                vault,
                source.settings(),
                BackupSettings.of("source", 1),
                Clock.system(),
                Progress.NONE)
            .run();
  }

  static ProvedShop make(int major, Path folder) {
    try (TemporaryCluster source = TemporaryCluster.start(major, Clock.system())) {
      return new ProvedShop(TestVault.in(folder), source);
    }
  }

  Vault vault() {
    return vault;
  }

  Backup backup() {
    return backup;
  }

  /// A page of the parent's heap in a copy.
  PageEdit parentPage(Path data, int block) {
    return new PageEdit(data.resolve(parent), block);
  }

  Path parentFile(Path data) {
    return data.resolve(parent);
  }

  PageEdit childPage(Path data, int block) {
    return new PageEdit(data.resolve(child), block);
  }

  PageEdit parentKeyPage(Path data, int block) {
    return new PageEdit(data.resolve(parentKey), block);
  }

  /// The parent's first page as it was before its last change, checksum and all.
  byte[] olderParentPage() {
    return olderParentPage.clone();
  }

  @Override
  public void close() {
    vault.close();
  }
}
