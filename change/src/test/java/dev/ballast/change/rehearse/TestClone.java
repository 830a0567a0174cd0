package dev.ballast.change.rehearse;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Progress;
import dev.ballast.lab.clone.Clone;
import dev.ballast.lab.clone.Lab;
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
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// A clone of a real backup, made once for all tests: `orders` has 50,000 rows and belongs to
/// `app`, the database to a former superuser.
final class TestClone implements ParameterResolver {
  static final int ROWS = 50_000;
  static final Clock CLOCK = Clock.system();

  private record Made(TemporaryFolder folder, Clone made) implements AutoCloseable {
    @Override
    public void close() {
      folder.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Clone.class;
  }

  @Override
  public Clone resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(TestClone.class))
        .computeIfAbsent("clone", _ -> make(), Made.class)
        .made();
  }

  private static Made make() {
    TemporaryFolder folder = TemporaryFolder.create("lab");
    try (TemporaryCluster source = TemporaryCluster.of(18, CLOCK).start();
        Vault vault =
            Vault.init(
                new VaultSettings(
                    folder.path().resolve("vault"), folder.path().resolve("heads"), CLOCK),
                MasterKey.generate(),
                Vault.DEFAULT_CHUNK_SIZE)) {
      try (Session session = source.session()) {
        session.execute("CREATE ROLE app");
        session.execute(
            "CREATE TABLE orders AS SELECT g AS id, g::int AS total FROM generate_series(1, %d) g"
                .formatted(ROWS));
        session.execute("ALTER TABLE orders OWNER TO app");
        session.execute("ANALYZE orders");
      }
      Backup backup =
          new BackupRun(
                  vault,
                  source.settings(),
                  new BackupSettings("source", 2, 1, true, Optional.empty(), Optional.empty()),
                  CLOCK,
                  Progress.NONE)
              .run();
      Clone clone =
          Lab.in(folder.path().resolve("lab"), CLOCK)
              .create(
                  new Lab.Wanted("one", backup, true, Confinement.PREFERRED), vault, Progress.NONE);
      return new Made(folder, clone);
    }
  }
}
