package dev.ballast.vault;

import static dev.ballast.vault.VaultFixture.CHUNK;
import static dev.ballast.vault.VaultFixture.key;
import static dev.ballast.vault.VaultFixture.noise;
import static dev.ballast.vault.VaultFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Severity;
import dev.ballast.machine.ExternalCommand;
import dev.ballast.vault.format.VaultError;
import dev.ballast.vault.format.VaultObjectName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Anyone who can write to the vault's storage plants links, pipes and open folders there, so that
/// Ballast writes, removes or waits elsewhere.
@Timeout(300)
class PlantedLinkTest {
  record Note(String text) {}

  @TempDir Path directory;
  private Path folder;
  private Path outside;
  private VaultFixture.Stored stored;

  @BeforeEach
  void vaultAndSomebodysFolder() throws IOException {
    folder = directory.resolve("vault");
    outside = Files.createDirectory(directory.resolve("outside"));
    Files.writeString(outside.resolve("precious"), "precious");
    try (Vault vault = Vault.init(settings(directory), key(), CHUNK)) {
      stored = VaultFixture.deposit(vault, noise(1, CHUNK));
    }
  }

  private void replaceByLink(String name, Path target) throws IOException {
    Path path = folder.resolve(name);
    if (Files.exists(path)) {
      Files.move(path, directory.resolve("moved-" + name.replace('/', '-')));
    }
    Files.createSymbolicLink(path, target);
  }

  private void assertOutsideUntouched() throws IOException {
    try (Stream<Path> files = Files.list(outside)) {
      assertThat(files.map(file -> file.getFileName().toString())).containsExactly("precious");
    }
    assertThat(outside.resolve("precious")).hasContent("precious");
  }

  private static void attempt(Runnable work) {
    assertThatThrownBy(work::run).isInstanceOf(Fault.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"packs", "indexes", "backups", "evidence", "tmp", "locks", "keys"})
  void aFolderThatIsALinkIsNeitherWrittenToNorCleanedUp(String subfolder) throws IOException {
    String killed = "20200101t000000z-00000000";
    Files.createFile(outside.resolve("precious-2"));
    Files.delete(outside.resolve("precious-2"));
    replaceByLink(subfolder, outside);
    if (!subfolder.equals("locks")) {
      // a sweep would remove what this deposit left
      Files.createFile(folder.resolve("locks/" + killed));
    }
    try (Vault vault = Vault.open(settings(directory), key())) {
      attempt(() -> VaultFixture.deposit(vault, noise(2, CHUNK)));
      attempt(vault::sweep);
      attempt(() -> vault.rebuildIndex(stored.id()));
      attempt(() -> vault.rotateMasterKey(dev.ballast.vault.format.MasterKey.generate()));
      attempt(() -> vault.evidence().append("note", new Note("x")));
    } catch (Fault refused) {
      assertThat(refused.code()).isEqualTo(VaultError.VAULT_FOLDER_UNSAFE);
    }
    assertOutsideUntouched();
  }

  @Test
  void anObjectThatIsALinkIsReportedAndNotRead() throws IOException {
    String pack = VaultObjectName.pack(stored.id(), 0);
    Path elsewhere = directory.resolve("elsewhere");
    Files.copy(folder.resolve(pack), elsewhere);
    replaceByLink(pack, elsewhere);
    try (Vault vault = Vault.open(settings(directory), key())) {
      assertThatThrownBy(() -> vault.read(stored.refs().getFirst()))
          .isInstanceOfSatisfying(
              Fault.class, f -> assertThat(f.code()).isEqualTo(VaultError.OBJECT_DAMAGED));
      assertThat(vault.check(CheckDepth.CONTENT, 1).findings())
          .extracting(ObjectFinding::object)
          .containsExactly(pack);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"vault.json", "keys/00000001", "evidence/0000000000000001"})
  void aPipeBlocksNobody(String name) throws IOException {
    Files.move(folder.resolve(name), directory.resolve("moved"));
    ExternalCommand.run(List.of("mkfifo", folder.resolve(name).toString()), Duration.ofSeconds(10));
    try (Vault vault = Vault.open(settings(directory), key())) {
      assertThat(vault.check(CheckDepth.STRUCTURE, 1).findings())
          .extracting(ObjectFinding::object)
          .contains(name);
    } catch (Fault refused) {
      assertThat(refused.code()).isEqualTo(VaultError.OBJECT_DAMAGED);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gate", "evidence"})
  void aLockThatIsALinkMakesAndLocksNoFileElsewhere(String lock) throws IOException {
    Files.deleteIfExists(folder.resolve("locks/" + lock));
    Files.createSymbolicLink(folder.resolve("locks/" + lock), outside.resolve("made"));
    try (Vault vault = Vault.open(settings(directory), key())) {
      attempt(() -> VaultFixture.deposit(vault, noise(2, CHUNK)));
    }
    assertOutsideUntouched();
  }

  /// The name of a file that is being written is random, and a file that is there is never opened.
  @Test
  void everyFileAndFolderBelongsToItsOwnerAlone() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path :
          all.filter(p -> p.startsWith(folder) || p.startsWith(directory.resolve("heads")))
              .toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
            .as(path.toString())
            .matches("r[w-][x-]------");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "packs", "locks", "evidence"})
  void aFolderThatOthersCanWriteToIsReadAndReportedAndNotWrittenTo(String subfolder)
      throws IOException {
    Files.setPosixFilePermissions(
        folder.resolve(subfolder), PosixFilePermissions.fromString("rwxrwxrwx"));
    try (Vault vault = Vault.open(settings(directory), key())) {
      assertThat(vault.read(stored.refs().getFirst())).isEqualTo(noise(1, CHUNK));
      assertThat(vault.check(CheckDepth.STRUCTURE, 1).clean()).isFalse();
      assertThat(vault.audit())
          .singleElement()
          .satisfies(f -> assertThat(f.problem()).isEqualTo(VaultError.VAULT_FOLDER_UNSAFE));
      for (Runnable write :
          List.<Runnable>of(
              () -> vault.beginDeposit(DepositOptions.defaults()),
              vault::sweep,
              () -> vault.rebuildIndex(stored.id()),
              () -> vault.rotateMasterKey(dev.ballast.vault.format.MasterKey.generate()))) {
        assertThatThrownBy(write::run)
            .isInstanceOfSatisfying(
                Fault.class, f -> assertThat(f.code()).isEqualTo(VaultError.VAULT_FOLDER_UNSAFE));
      }
    }
  }

  /// The checkout of a build server, in which root takes a backup.
  @Test
  void belowAFolderOfAnotherUserAVaultIsMadeAndUsedWithAWarning() throws IOException {
    assumeThat(new com.sun.security.auth.module.UnixSystem().getUid()).isZero();
    Path theirs = Files.createDirectory(directory.resolve("theirs"));
    Files.setAttribute(theirs, "unix:uid", 54_321);
    try (Vault vault = Vault.init(settings(theirs), key(), CHUNK)) {
      VaultFixture.Stored kept = VaultFixture.deposit(vault, noise(1, CHUNK));
      assertThat(vault.read(kept.refs().getFirst())).isEqualTo(noise(1, CHUNK));
      assertThat(vault.audit())
          .singleElement()
          .satisfies(
              warning -> {
                assertThat(warning.severity()).isEqualTo(Severity.WARNING);
                assertThat(warning.detail()).contains(theirs.toString(), "54321");
              });
      Files.setAttribute(settings(theirs).folder(), "unix:uid", 54_321);
    }
    try (Vault vault = Vault.open(settings(theirs), key())) {
      assertThatThrownBy(() -> vault.beginDeposit(DepositOptions.defaults()))
          .isInstanceOfSatisfying(
              Fault.class, f -> assertThat(f.code()).isEqualTo(VaultError.VAULT_FOLDER_UNSAFE));
    }
  }

  @Test
  void noVaultIsMadeWhereSomebodyElseCouldPutAnotherInItsPlace() throws IOException {
    Path open = Files.createDirectory(directory.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThatThrownBy(() -> Vault.init(settings(open), key(), CHUNK))
        .isInstanceOfSatisfying(
            Fault.class, f -> assertThat(f.code()).isEqualTo(VaultError.VAULT_FOLDER_UNSAFE));
    assertThat(open).isEmptyDirectory();
  }
}
