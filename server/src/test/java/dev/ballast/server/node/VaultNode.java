package dev.ballast.server.node;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Undo;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.server.log.LogLine;
import dev.ballast.server.log.NodeLog;
import dev.ballast.store.database.StoreLocation;
import dev.ballast.targets.config.Configuration;
import dev.ballast.targets.config.ListenSettings;
import dev.ballast.vault.Vault;
import dev.ballast.vault.VaultSettings;
import dev.ballast.vault.format.MasterKey;
import dev.ballast.vault.log.EvidenceEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// A node in a folder of its own that has a vault and watches nothing.
public final class VaultNode implements AutoCloseable {
  private final TemporaryFolder folder;
  private final MasterKey key;
  private final Clock clock;
  private final Node node;
  private final List<LogLine> log;

  private VaultNode(
      TemporaryFolder folder, MasterKey key, Clock clock, Node node, List<LogLine> log) {
    this.folder = folder;
    this.key = key;
    this.clock = clock;
    this.node = node;
    this.log = log;
  }

  /// Starts it.
  ///
  /// @param more further lines of `ballast.yaml`
  public static VaultNode start(Clock clock, String more) {
    return start(clock, more, vault -> {});
  }

  /// Starts one whose vault holds something.
  ///
  /// @param filling puts it there
  public static VaultNode start(Clock clock, String more, Consumer<Vault> filling) {
    TemporaryFolder folder = TemporaryFolder.create("node");
    try (Undo<RuntimeException> undo = Undo.unlessKept(folder::close)) {
      MasterKey key = MasterKey.generate();
      Path file = folder.path().resolve("ballast.yaml");
      try {
        key.save(folder.path().resolve("master.key"));
        Files.writeString(
            file,
            "version: 1\nvaults:\n  main:\n    folder: vault\n    key: file:master.key\n" + more);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      try (Vault vault = Vault.init(settings(folder, clock), key, Vault.MIN_CHUNK_SIZE)) {
        filling.accept(vault);
      }
      List<LogLine> log = new CopyOnWriteArrayList<>();
      Node node =
          Node.start(
              new NodeSettings(
                  Configuration.read(file),
                  new StoreLocation.Embedded(folder.path().resolve("store")),
                  folder.path().resolve("state"),
                  folder.path().resolve("heads"),
                  ListenSettings.DEFAULTS.withPort(0)),
              new NodeLog(log::add, clock),
              clock);
      return undo.keep(new VaultNode(folder, key, clock, node, log));
    }
  }

  private static VaultSettings settings(TemporaryFolder folder, Clock clock) {
    return new VaultSettings(vault(folder), folder.path().resolve("heads"), clock);
  }

  private static Path vault(TemporaryFolder folder) {
    return folder.path().resolve("vault");
  }

  public URI address() {
    return node.address();
  }

  /// The secret of the link that the start printed.
  public String adminLink() {
    return node.adminLink().orElseThrow().replaceFirst("/setup#", "");
  }

  /// The token of the node's folder.
  public String ownersToken() {
    return AccessToken.existing(folder.path().resolve("state")).reveal();
  }

  public Path folder() {
    return folder.path();
  }

  /// What the node wrote down so far.
  public List<LogLine> log() {
    return List.copyOf(log);
  }

  /// The entries of the vault's evidence log that say what was asked of the node.
  public List<EvidenceEntry> actions() {
    try (Vault vault = Vault.open(settings(folder, clock), key)) {
      return vault.evidence().list().stream()
          .filter(entry -> entry.kind().equals(VaultEvidence.KIND))
          .toList();
    }
  }

  /// Writes a secret that only its owner can read.
  public static void secret(Path file, String text) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text);
  }

  /// The vault is not there while `what` runs.
  public void withoutVault(Runnable what) {
    Path aside = folder.path().resolve("aside");
    try {
      Files.move(vault(folder), aside);
      what.run();
      Files.move(aside, vault(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try (folder) {
      node.close();
    }
  }
}
