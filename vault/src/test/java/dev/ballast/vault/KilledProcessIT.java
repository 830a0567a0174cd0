package dev.ballast.vault;

import static dev.ballast.vault.VaultFixture.CHUNK;
import static dev.ballast.vault.VaultFixture.key;
import static dev.ballast.vault.VaultFixture.noise;
import static dev.ballast.vault.VaultFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.vault.log.ChainReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Real processes, killed with signal 9.
class KilledProcessIT {
  @TempDir Path directory;

  @BeforeEach
  void vaultWithOneDeposit() {
    try (Vault vault = Vault.init(settings(directory), key(), CHUNK)) {
      VaultFixture.deposit(vault, noise(1, CHUNK));
    }
  }

  private List<String> packs() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("vault/packs"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 40, 300})
  void aDepositIsSweptAfterItsProcessWasKilledAndNotBefore(int chunks)
      throws IOException, InterruptedException, ExecutionException {
    List<String> packsBefore = packs();
    try (ExecutorService background = Executors.newSingleThreadExecutor()) {
      Future<?> child =
          background.submit(
              () -> ChildProcess.runAndKill(directory, "deposit", Integer.toString(chunks)));
      ChildProcess.awaitReady(directory);
      try (Vault vault = Vault.open(settings(directory), key())) {
        for (int i = 0; i < 20; i++) {
          assertThat(vault.sweep())
              .isEqualTo(new SweepReport(List.of(), List.of(), List.of(), 0, 0, List.of()));
        }
        assertThat(vault.deposits()).hasSize(1);
        Files.createFile(directory.resolve("kill"));
        child.get();
        SweepReport swept = vault.sweep();
        assertThat(swept.deposits()).hasSize(1);
        assertThat(swept.objects()).isPositive();
        assertThat(swept.bytes()).isPositive();
        assertThat(vault.sweep().objects()).isZero();
      }
    }
    assertThat(packs()).isEqualTo(packsBefore);
    assertThat(directory.resolve("vault/tmp")).isEmptyDirectory();
    try (Vault vault = Vault.open(settings(directory), key())) {
      VaultFixture.deposit(vault, noise(1000, CHUNK));
      assertThat(vault.check(CheckDepth.CONTENT, 2).findings()).isEmpty();
    }
  }

  @Test
  void anEvidenceLogIsSoundAfterItsWriterWasKilled()
      throws IOException, InterruptedException, ExecutionException {
    try (ExecutorService background = Executors.newSingleThreadExecutor()) {
      Future<?> child = background.submit(() -> ChildProcess.runAndKill(directory, "append"));
      ChildProcess.awaitReady(directory);
      Files.createFile(directory.resolve("kill"));
      child.get();
    }
    try (Vault vault = Vault.open(settings(directory), key())) {
      ChainReport report = vault.evidence().verify();
      assertThat(report.verdict().isProved()).isTrue();
      assertThat(report.entries()).isGreaterThanOrEqualTo(6);
      vault.evidence().append("note", new ChildProcess.Note("after"));
      vault.sweep();
      assertThat(vault.evidence().verify().entries()).isEqualTo(report.entries() + 1);
    }
    assertThat(directory.resolve("vault/tmp")).isEmptyDirectory();
  }

  @Test
  void processesThatAppendAtOnceFormOneChain() throws InterruptedException, ExecutionException {
    try (ExecutorService background = Executors.newFixedThreadPool(2)) {
      Future<?> a = background.submit(() -> ChildProcess.run(directory, "append-20", "a"));
      Future<?> b = background.submit(() -> ChildProcess.run(directory, "append-20", "b"));
      a.get();
      b.get();
    }
    try (Vault vault = Vault.open(settings(directory), key())) {
      ChainReport report = vault.evidence().verify();
      assertThat(report.verdict().isProved()).isTrue();
      assertThat(report.entries()).isEqualTo(41);
      assertThat(vault.evidence().list().stream().filter(entry -> entry.kind().equals("note")))
          .extracting(entry -> entry.as(ChildProcess.Note.class).text())
          .contains("a0", "a19", "b0", "b19")
          .doesNotHaveDuplicates();
    }
  }
}
