package dev.ballast.vault;

import static dev.ballast.vault.VaultFixture.CHUNK;
import static dev.ballast.vault.VaultFixture.key;
import static dev.ballast.vault.VaultFixture.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.machine.ExternalCommand;
import dev.ballast.vault.format.VaultError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A vault on a file system that really is full: a small tmpfs, which only root can mount. The
/// same is injected at every step, for any user, in [InterruptedWorkTest].
class FullDiskIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int DISK_MEBIBYTES = 6;

  @TempDir Path directory;
  private Path disk;
  private boolean mounted;
  private VaultSettings settings;

  @BeforeEach
  void mount() throws IOException {
    disk = Files.createDirectory(directory.resolve("disk"));
    try {
      ExternalCommand.run(
          List.of(
              "mount",
              "-t",
              "tmpfs",
              "-o",
              "size=" + DISK_MEBIBYTES + "m",
              "ballast-test",
              disk.toString()),
          LIMIT);
      mounted = true;
    } catch (Fault fault) {
      abort("a small file system could not be mounted: " + fault.detail().orElse(""));
    }
    settings = new VaultSettings(disk.resolve("vault"), directory.resolve("heads"), Clock.system());
  }

  @AfterEach
  void unmount() {
    if (mounted) {
      ExternalCommand.run(List.of("umount", disk.toString()), LIMIT);
    }
  }

  private List<String> files() throws IOException {
    try (Stream<Path> walk = Files.walk(settings.folder())) {
      return walk.filter(Files::isRegularFile)
          .map(file -> settings.folder().relativize(file).toString())
          .filter(name -> !name.equals("locks/gate"))
          .sorted()
          .toList();
    }
  }

  @Test
  void aDepositThatDoesNotFitFailsAndLeavesNothing() throws IOException {
    try (Vault vault = Vault.init(settings, key(), CHUNK)) {
      VaultFixture.deposit(vault, noise(1, CHUNK));
      List<String> before = files();
      for (int packMebibytes : new int[] {1, 2, 64}) {
        DepositOptions options = DepositOptions.defaults().withPackBytes(packMebibytes << 20);
        try (Deposit deposit = vault.beginDeposit(options)) {
          assertThatThrownBy(
                  () -> {
                    for (int i = 0; i < DISK_MEBIBYTES * 17; i++) {
                      deposit.put(noise(100 + i, CHUNK), 0, CHUNK);
                    }
                    deposit.commit(new byte[0]);
                  })
              .isInstanceOfSatisfying(
                  Fault.class, fault -> assertThat(fault.code()).isEqualTo(VaultError.VAULT_FULL));
          assertThatThrownBy(() -> deposit.commit(new byte[0])).isInstanceOf(Fault.class);
        }
        assertThat(files()).isEqualTo(before);
      }
      VaultFixture.deposit(vault, noise(2, CHUNK));
      assertThat(vault.check(CheckDepth.CONTENT, 1).findings()).isEmpty();
    }
  }

  @Test
  void aVaultThatCannotBeMadeLeavesTheFolderFreeForTheNextTry() throws IOException {
    Path filler = disk.resolve("filler");
    fill(filler);
    assertThatThrownBy(() -> Vault.init(settings, key(), CHUNK))
        .isInstanceOfSatisfying(
            Fault.class, fault -> assertThat(fault.code()).isEqualTo(VaultError.VAULT_FULL));
    Files.delete(filler);
    Vault.init(settings, key(), CHUNK).close();
    Vault.open(settings, key()).close();
  }

  private static void fill(Path file) {
    assertThatThrownBy(
            () -> {
              try (var out = Files.newOutputStream(file)) {
                while (true) {
                  out.write(new byte[4096]);
                }
              }
            })
        .isInstanceOf(IOException.class);
  }
}
